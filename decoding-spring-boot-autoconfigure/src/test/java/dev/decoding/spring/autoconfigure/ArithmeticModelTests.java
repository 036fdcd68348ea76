package dev.decoding.spring.autoconfigure;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.search.settings.MixtureParameters;
import dev.decoding.spring.DecodingChatOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on the starter and the embedded model, with nothing configured but the
 * amateur beside it.
 */
@SpringBootTest(properties = { "spring.main.banner-mode=off",
		"decoding.models.amateur.location=classpath:/decoding/arithmetic/amateur" })
@Timeout(120)
class ArithmeticModelTests {

	private static final String SOLUTION = "17 + 25 = 42\n42 + 8 = 50\nAnswer: 50";

	private final ChatClient chatClient;

	private final CausalLm model;

	ArithmeticModelTests(@Autowired ChatClient.Builder builder, @Autowired CausalLm model) {
		this.chatClient = builder.build();
		this.model = model;
	}

	@Test
	void isTheDefaultModel() {
		assertThat(this.model.info().name()).isEqualTo("arithmetic");
		assertThat(this.model.info().contextLength()).isEqualTo(1024);
	}

	@Test
	void answersStepByStep() {
		assertThat(this.chatClient.prompt("What is 17 + 25 + 8?").call().content()).isEqualTo(SOLUTION);
	}

	@Test
	void streamsTheSameAnswer() {
		List<String> parts = this.chatClient.prompt("What is 17 + 25 + 8?").stream().content().collectList().block();
		assertThat(parts).hasSizeGreaterThan(5);
		assertThat(String.join("", parts)).isEqualTo(SOLUTION);
	}

	@Test
	void readsAStory() {
		assertThat(this.chatClient.prompt("I have 12 apples, buy 30 and eat 5. How many are left?").call().content())
			.isEqualTo("12 + 30 = 42\n42 - 5 = 37\nAnswer: 37");
	}

	@Test
	void answersWithAnObject() {
		assertThat(this.chatClient.prompt("What is 17 + 25 + 8?").call().entity(Solution.class))
			.isEqualTo(new Solution(List.of("17 + 25 = 42", "42 + 8 = 50"), 50));
	}

	@Test
	void saysWhatItIsForWhenAskedForSomethingElse() {
		assertThat(this.chatClient.prompt("What is the capital of France?").call().content()).contains("arithmetic");
	}

	@Test
	void goesOnWithAConversation() {
		String answer = this.chatClient.prompt()
			.messages(new UserMessage("What is 30 + 12?"), new AssistantMessage("30 + 12 = 42\nAnswer: 42"),
					new UserMessage("Now add 5."))
			.call()
			.content();
		assertThat(answer).isEqualTo("42 + 5 = 47\nAnswer: 47");
	}

	@Test
	void aSeedGivesTheSameSample() {
		assertThat(sample(1)).isEqualTo(sample(1));
	}

	private String sample(long seed) {
		return String.valueOf(this.chatClient.prompt("7 +3 D2 E5 =")
			.options(DecodingChatOptions.builder().temperature(1.0).seed(seed))
			.call()
			.content());
	}

	@Test
	void samplesDiffer() {
		assertThat(List.of(sample(1), sample(2), sample(3), sample(4), sample(5), sample(6)).stream().distinct())
			.hasSizeGreaterThan(1);
	}

	@Test
	void amateurHasTheSameTokens() {
		assertThat(this.chatClient.prompt("What is 17 + 25 + 8?")
			.options(DecodingChatOptions.builder()
				.mixture("contrastive-decoding")
				.mixture(MixtureParameters.CONTRASTIVE_DECODING_AMATEUR, "amateur"))
			.call()
			.content()).contains("Answer: ");
	}

	@Test
	void answersEndByThemselves() {
		assertThat(this.chatClient.prompt("2+2").options(ChatOptions.builder().maxTokens(200)).call().content())
			.isEqualTo("2 + 2 = 4\nAnswer: 4");
	}

	record Solution(List<String> steps, int answer) {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
