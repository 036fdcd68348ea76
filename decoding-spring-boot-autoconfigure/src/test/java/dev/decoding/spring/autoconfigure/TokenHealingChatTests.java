package dev.decoding.spring.autoconfigure;

import java.util.function.Consumer;

import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.DecodingChatOptions;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of token healing as an application asks for it.
 */
class TokenHealingChatTests {

	private static final String CUT = "Once upon a time, there ";

	private static void run(Consumer<DecodingChatModel> test, String... properties) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
			.withPropertyValues("decoding.model.location=" + ReferenceModels.location("stories260K"),
					"decoding.generation.max-tokens=5")
			.withPropertyValues(properties)
			.run((context) -> test.accept(context.getBean(DecodingChatModel.class)));
	}

	private static String answer(DecodingChatModel model, String text, DecodingChatOptions.Builder options) {
		return model.call(new Prompt(text, options.build())).getResult().getOutput().getText();
	}

	@Test
	void wordBehindTheSpaceOfAPromptIsFoundIfConfigured() {
		run((model) -> {
			assertThat(answer(model, CUT, DecodingChatOptions.builder())).startsWith("was a");
			assertThat(answer(model, CUT, DecodingChatOptions.builder().strategy("beam"))).startsWith("was a");
			assertThat(answer(model, CUT, DecodingChatOptions.builder().tokenHealing(false))).doesNotStartWith("was a");
		}, "decoding.search.token-healing=true");
	}

	@Test
	void wordBehindTheSpaceOfAnAnswerPrefixIsFoundIfARequestSaysSo() {
		run((model) -> {
			DecodingChatOptions.Builder options = DecodingChatOptions.builder().answerPrefix("there ").maxTokens(40);
			assertThat(answer(model, "Once upon a time,", options.tokenHealing(true))).contains("there was a");
			assertThat(answer(model, "Once upon a time,", options.tokenHealing(false))).doesNotContain("there was a");
		});
	}

}
