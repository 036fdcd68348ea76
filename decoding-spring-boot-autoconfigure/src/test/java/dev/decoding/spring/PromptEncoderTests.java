package dev.decoding.spring;

import java.util.List;

import dev.decoding.chat.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PromptEncoderTests {

	private static final List<Message> MESSAGES = List.of(new SystemMessage("Be brief."), new UserMessage("Hi"),
			new AssistantMessage("Yes?"), new UserMessage("Grüße"));

	private static final DecodingChatOptions NO_OPTIONS = DecodingChatOptions.builder().build();

	@Test
	void messagesAreChatMlWhereTheVocabularyIsMadeForIt() {
		assertThat(encoded(FakeModel.endless().withChatMl(), MESSAGES))
			.isEqualTo("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
					+ "<|im_start|>assistant\nYes?<|im_end|>\n<|im_start|>user\nGrüße<|im_end|>\n"
					+ "<|im_start|>assistant\n");
	}

	@Test
	void messagesArePlainTextOtherwise() {
		assertThat(encoded(FakeModel.endless(), MESSAGES)).isEqualTo("<begin>Be brief.\nHi\nYes?\nGrüße");
		assertThat(encoded(FakeModel.endless(), List.of(new UserMessage(" Once upon")))).isEqualTo("<begin> Once upon");
	}

	@Test
	void assistantWithoutTextHasSaidNothing() {
		assertThat(encoded(FakeModel.endless().withChatMl(), List.of(AssistantMessage.builder().build())))
			.isEqualTo("<|im_start|>assistant\n<|im_end|>\n<|im_start|>assistant\n");
	}

	@Test
	void onlyAMessageThatIsTheEndOfThePromptIsContinued() {
		assertThat(rendered(FakeModel.endless(), MESSAGES).continued()).isTrue();
		assertThat(rendered(FakeModel.endless().withChatMl(), MESSAGES).continued()).isFalse();
		assertThat(rendered(FakeModel.endless(), List.of()).continued()).isFalse();
	}

	@Test
	void endOfTurnJoinsTheEndOfText() {
		assertThat(new PromptEncoder(FakeModel.endless(), null).endTokens()).containsExactly(ByteTokenizer.END);
		assertThat(new PromptEncoder(FakeModel.endless().withChatMl(), null).endTokens())
			.containsExactly(ByteTokenizer.END, ByteTokenizer.MESSAGE_END);
	}

	@Test
	void templateThatIsNotUnderstoodIsWarnedOfOnce(CapturedOutput output) {
		PromptEncoder encoder = new PromptEncoder(FakeModel.endless().withChatTemplate("{% nonsense %}"), null);
		encoder.encode(encoder.render(MESSAGES, NO_OPTIONS));
		encoder.encode(encoder.render(MESSAGES, NO_OPTIONS));
		assertThat(output.toString()
			.lines()
			.filter((line) -> line.contains("Model 'fake': The checkpoint's 'chat_template' is not understood")))
			.hasSize(1);
	}

	@Test
	void nothingIsWarnedOfOtherwise(CapturedOutput output) {
		new PromptEncoder(FakeModel.endless(), null);
		new PromptEncoder(FakeModel.endless().withChatMl().withChatTemplate("<|im_start|>{{ role }}<|im_end|>"), null);
		assertThat(output).doesNotContain("chat_template");
	}

	@Test
	void templateOfOnesOwnReplacesTheCheckpoints() {
		FakeModel model = FakeModel.endless().withChatMl().withChatTemplate("{{ raise_exception('no') }}");
		Template own = Template.parse("own",
				"{{ eos_token }}{% for m in messages %}{{ m.content }}<|im_start|>{% endfor %}");
		PromptEncoder encoder = new PromptEncoder(model, own);
		assertThat(decoded(model, encoder, List.of(new UserMessage("Hi")))).isEqualTo("Hi<|im_start|>");
		assertThat(encoder.endTokens()).containsExactly(ByteTokenizer.END, ByteTokenizer.MESSAGE_START);
	}

	@Test
	void promptIsDescribedWithAllSpecialTokens() {
		PromptEncoder encoder = new PromptEncoder(FakeModel.endless(), null);
		RenderedPrompt prompt = encoder.render(List.of(new UserMessage("Hi")), NO_OPTIONS);
		assertThat(prompt.text()).isEqualTo("Hi");
		assertThat(encoder.describe(prompt, encoder.encode(prompt))).isEqualTo("<begin>Hi");
	}

	private static String encoded(FakeModel model, List<Message> messages) {
		return decoded(model, new PromptEncoder(model, null), messages);
	}

	private static String decoded(FakeModel model, PromptEncoder encoder, List<Message> messages) {
		return model.tokenizer().decode(encoder.encode(encoder.render(messages, NO_OPTIONS)), false);
	}

	private static RenderedPrompt rendered(FakeModel model, List<Message> messages) {
		return new PromptEncoder(model, null).render(messages, NO_OPTIONS);
	}

}
