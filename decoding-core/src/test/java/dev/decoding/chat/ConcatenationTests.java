package dev.decoding.chat;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Concatenation}.
 */
class ConcatenationTests {

	private final Concatenation template = new Concatenation();

	@Test
	void oneMessageIsPassedThrough() {
		assertThat(this.template.render(List.of(new ChatMessage(Role.USER, " Once upon\n")), true))
			.isEqualTo(" Once upon\n");
	}

	@Test
	void severalMessagesAreLinesOfText() {
		assertThat(this.template.render(List.of(new ChatMessage(Role.SYSTEM, "Be brief."),
				new ChatMessage(Role.USER, "Hi"), new ChatMessage(Role.ASSISTANT, "Yes?")), true))
			.isEqualTo("Be brief.\nHi\nYes?");
	}

	@Test
	void theTokenizerAddsItsOwnTokensAndTheModelEndsItsTextByItself() {
		assertThat(this.template.addsSpecialTokens()).isTrue();
		assertThat(this.template.endOfTurnTokens()).isEmpty();
	}

}
