package dev.decoding.spring.autoconfigure;

import java.util.Objects;
import java.util.function.Consumer;

import dev.decoding.model.TokenSequence;
import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.DecodingChatOptions;
import dev.decoding.spring.FakeModel;
import dev.decoding.spring.ResponseMetadata;
import dev.decoding.spring.Responses;
import dev.decoding.spring.Stall;
import dev.decoding.spring.TestTemplates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an application sees: an injected {@link ChatClient.Builder}.
 */
@SpringBootTest(properties = { "decoding.generation.max-tokens=6", "spring.main.banner-mode=off" })
@Timeout(60)
class ChatClientTests {

	private static volatile Consumer<TokenSequence> beforeEachToken = (sequence) -> {
	};

	private final ChatClient chatClient;

	ChatClientTests(@Autowired ChatClient.Builder builder) {
		this.chatClient = builder.build();
	}

	@AfterEach
	void clear() {
		beforeEachToken = (sequence) -> {
		};
	}

	@Test
	void call() {
		assertThat(this.chatClient.prompt("Hello").call().content()).isEqualTo("aaaaaa");
	}

	@Test
	void stream() {
		assertThat(this.chatClient.prompt("Hello").stream().content().collectList().block()).hasSize(6)
			.containsOnly("a");
	}

	@Test
	void portableOptionsOverrideConfiguredOnes() {
		assertThat(this.chatClient.prompt("Hello").options(ChatOptions.builder().maxTokens(2)).call().content())
			.isEqualTo("aa");
	}

	@Test
	void ownOptionsOverrideConfiguredOnes() {
		ChatResponse response = this.chatClient.prompt("Hello")
			.options(DecodingChatOptions.builder().seed(1L).temperature(1.0))
			.call()
			.chatResponse();
		assertThat(Objects.requireNonNull(response).getMetadata().getUsage().getCompletionTokens()).isEqualTo(6);
		assertThat(response.getMetadata().<String>get(ResponseMetadata.STRATEGY)).isEqualTo("sampling");
	}

	@Test
	void cancelledStreamStopsTheModel() throws Exception {
		Stall stall = new Stall(5);
		beforeEachToken = stall;
		Disposable subscription = this.chatClient.prompt("Hello").stream().content().subscribe();
		stall.awaitReached();
		subscription.dispose();
		stall.awaitInterrupted();
	}

	@Test
	void toolsAreNotDroppedSilently() {
		ChatClient.CallResponseSpec call = this.chatClient.prompt("Hello").tools(new Clock()).call();
		assertThatIllegalArgumentException().isThrownBy(call::content)
			.withMessageContaining("'toolCallbacks' has ['time']");
	}

	@Test
	void toolsReachTheTemplate() {
		FakeModel model = FakeModel.saying("noon").withChatTemplate(TestTemplates.WITH_TOOLS);
		ChatResponse response = ChatClient.create(DecodingChatModel.builder(model).build())
			.prompt("Hello")
			.options(DecodingChatOptions.builder().promptInMetadata(true))
			.tools(new Clock())
			.call()
			.chatResponse();
		assertThat(Objects.requireNonNull(response).getMetadata().<String>get(ResponseMetadata.PROMPT))
			.startsWith("<|im_start|>system\n<tools>\n{\"type\": \"function\", \"function\": {\"name\": \"time\", ")
			.endsWith("<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n");
		assertThat(Responses.text(response)).isEqualTo("noon");
	}

	@Test
	void entityIsReadFromTheText() {
		assertThat(saying("{\"city\":\"Paris\"}").prompt("Where?").call().entity(Place.class))
			.isEqualTo(new Place("Paris"));
	}

	@Test
	void schemaIsNotDroppedSilently() {
		ChatClient.CallResponseSpec call = saying("{\"city\":\"Paris\"}").prompt("Where?").call();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> call.entity(Place.class, (spec) -> spec.useProviderStructuredOutput()))
			.withMessageContaining("'outputSchema'");
	}

	private static ChatClient saying(String text) {
		return ChatClient.create(DecodingChatModel.builder(FakeModel.saying(text)).build());
	}

	record Place(String city) {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		FakeModel fakeModel() {
			return FakeModel.endless().before((sequence) -> beforeEachToken.accept(sequence));
		}

	}

	static class Clock {

		@Tool
		String time() {
			return "noon";
		}

	}

}
