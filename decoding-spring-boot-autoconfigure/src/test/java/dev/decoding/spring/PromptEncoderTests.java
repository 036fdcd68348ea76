package dev.decoding.spring;

import java.util.List;

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
		assertThat(new PromptEncoder(FakeModel.endless()).isContinued(MESSAGES)).isTrue();
		assertThat(new PromptEncoder(FakeModel.endless().withChatMl()).isContinued(MESSAGES)).isFalse();
		assertThat(new PromptEncoder(FakeModel.endless()).isContinued(List.of())).isFalse();
	}

	@Test
	void endOfTurnJoinsTheEndOfText() {
		assertThat(new PromptEncoder(FakeModel.endless()).endTokens()).containsExactly(ByteTokenizer.END);
		assertThat(new PromptEncoder(FakeModel.endless().withChatMl()).endTokens()).containsExactly(ByteTokenizer.END,
				ByteTokenizer.MESSAGE_END);
	}

	@Test
	void templateThatIsNotUnderstoodIsWarnedOfOnce(CapturedOutput output) {
		PromptEncoder encoder = new PromptEncoder(FakeModel.endless().withChatTemplate("{% nonsense %}"));
		encoder.encode(MESSAGES);
		encoder.encode(MESSAGES);
		assertThat(output.toString()
			.lines()
			.filter((line) -> line.contains("Model 'fake': The checkpoint's 'chat_template' is not understood")))
			.hasSize(1);
	}

	@Test
	void nothingIsWarnedOfOtherwise(CapturedOutput output) {
		new PromptEncoder(FakeModel.endless());
		new PromptEncoder(FakeModel.endless().withChatMl().withChatTemplate("<|im_start|>{{ role }}<|im_end|>"));
		assertThat(output).doesNotContain("chat_template");
	}

	private static String encoded(FakeModel model, List<Message> messages) {
		return model.tokenizer().decode(new PromptEncoder(model).encode(messages), false);
	}

}
