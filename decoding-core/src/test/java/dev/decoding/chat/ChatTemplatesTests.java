package dev.decoding.chat;

import java.util.List;
import java.util.Map;

import dev.decoding.chat.ChatTemplates.Choice;
import dev.decoding.model.ChatFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChatTemplates}.
 */
class ChatTemplatesTests {

	private static final Spellings CHATML = Spellings.of("<|im_start|>", "<|im_end|>", "[END]");

	private static final Spellings OTHER = Spellings.of("<s>", "<|im_end|>");

	private static final List<ChatMessage> CHAT = List.of(new ChatMessage(Role.USER, "Hi"));

	@Test
	void theCheckpointsTemplateIsUsed() {
		ChatFormat format = new ChatFormat(
				Map.of("default",
						"{{ bos_token }}{% for m in messages %}[{{ m.role }}] {{ m.content }}[END]{% endfor %}"),
				Map.of("bos_token", "<s>"));
		Choice choice = ChatTemplates.choose(format, CHATML);
		assertThat(choice.template().render(CHAT, true)).isEqualTo("<s>[user] Hi[END]");
		assertThat(choice.template().addsSpecialTokens()).isFalse();
		assertThat(choice.endOfTurnTokens()).containsExactly(2);
		assertThat(choice.warning()).isNull();
	}

	@Test
	void withoutATemplateTheVocabularyDecides() {
		Choice chatMl = ChatTemplates.choose(ChatFormat.NONE, CHATML);
		assertThat(chatMl.template().render(CHAT, true))
			.isEqualTo("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
		assertThat(chatMl.endOfTurnTokens()).containsExactly(1);
		Choice plain = ChatTemplates.choose(ChatFormat.NONE, OTHER);
		assertThat(plain.template().render(CHAT, true)).isEqualTo("Hi");
		assertThat(plain.template().addsSpecialTokens()).isTrue();
		assertThat(plain.endOfTurnTokens()).isEmpty();
	}

	@Test
	void aTemplateThatIsNotWellFormedIsToldOf() {
		Choice choice = ChatTemplates.choose(ChatFormat.of("{% nonsense %}"), OTHER);
		assertThat(choice.template().render(CHAT, true)).isEqualTo("Hi");
		assertThat(choice.warning()).startsWith("The checkpoint's 'chat_template' is not understood, so that messages "
				+ "are written as plain text, which such a model may answer badly. Template 'chat_template', line 1");
	}

	@Test
	void aTemplateThatRefusesTheProbeHasNoEndOfTurn() {
		Choice choice = ChatTemplates.choose(ChatFormat.of("{{ raise_exception('no') }}"), CHATML);
		assertThat(choice.endOfTurnTokens()).isEmpty();
		assertThat(choice.warning()).isNull();
	}

	@Test
	void templateOfOnesOwnHasItsOwnEndOfTurn() {
		ChatTemplate own = ChatTemplate.of(ChatFormat.of("{% for m in messages %}{{ m.content }}[END]{% endfor %}"));
		Choice choice = ChatTemplates.choose(own, CHATML);
		assertThat(choice.template()).isSameAs(own);
		assertThat(choice.endOfTurnTokens()).containsExactly(2);
	}

}
