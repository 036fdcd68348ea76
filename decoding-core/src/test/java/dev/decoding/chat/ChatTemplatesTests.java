package dev.decoding.chat;

import dev.decoding.chat.ChatTemplates.Choice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChatTemplates}.
 */
class ChatTemplatesTests {

	private static final Spellings CHATML = Spellings.of("<|im_start|>", "<|im_end|>");

	private static final Spellings OTHER = Spellings.of("<s>", "<|im_end|>");

	private static final String TEMPLATE = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>";

	@Test
	void aTemplateThatWritesChatMlIsChatMl() {
		assertThat(ChatTemplates.choose(TEMPLATE, CHATML)).isEqualTo(new Choice(new ChatMl(false), null));
	}

	@Test
	void aTemplateWithABeginOfTextTokenLeavesItToTheTokenizer() {
		assertThat(ChatTemplates.choose("{{- bos_token -}}" + TEMPLATE, CHATML))
			.isEqualTo(new Choice(new ChatMl(true), null));
	}

	@Test
	void withoutATemplateTheVocabularyDecides() {
		assertThat(ChatTemplates.choose(null, CHATML)).isEqualTo(new Choice(new ChatMl(false), null));
		assertThat(ChatTemplates.choose(null, OTHER)).isEqualTo(new Choice(new Concatenation(), null));
	}

	@Test
	void anyOtherTemplateIsToldOf() {
		Choice choice = ChatTemplates.choose("{{ bos_token }}[INST] {{ messages[0].content }} [/INST]", CHATML);
		assertThat(choice.template()).isEqualTo(new Concatenation());
		assertThat(choice.warning()).startsWith("The checkpoint's 'chat_template' is not understood: only ChatML is.");
	}

	@Test
	void chatMlWithoutItsTokensIsToldOf() {
		Choice choice = ChatTemplates.choose(TEMPLATE, OTHER);
		assertThat(choice.template()).isEqualTo(new Concatenation());
		assertThat(choice.warning()).startsWith("The checkpoint's 'chat_template' is ChatML but its vocabulary lacks "
				+ "'<|im_start|>' or '<|im_end|>'.");
	}

}
