package dev.decoding.chat;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChatMl}.
 */
class ChatMlTests {

	private final ChatMl template = new ChatMl(false);

	@Test
	void everyMessageStandsBetweenItsTokens() {
		assertThat(this.template.render(List.of(new ChatMessage(Role.SYSTEM, "Be brief."),
				new ChatMessage(Role.USER, "Hi"), new ChatMessage(Role.ASSISTANT, "Yes?")), false))
			.isEqualTo("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
					+ "<|im_start|>assistant\nYes?<|im_end|>\n");
	}

	@Test
	void theGenerationPromptOpensAMessageOfTheAssistant() {
		assertThat(this.template.render(List.of(new ChatMessage(Role.USER, "Hi")), true))
			.isEqualTo("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
	}

	@Test
	void contentIsNotTrimmed() {
		assertThat(this.template.render(List.of(new ChatMessage(Role.USER, "\n a \n")), false))
			.isEqualTo("<|im_start|>user\n\n a \n<|im_end|>\n");
	}

	@Test
	void aMessageEndsWithTheEndToken() {
		assertThat(this.template.endOfTurnTokens()).containsExactly("<|im_end|>");
	}

}
