package dev.decoding.chat;

import java.util.List;
import java.util.Map;

import dev.decoding.model.ChatFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ChatTemplate}.
 */
class ChatTemplateTests {

	@Test
	void messagesAreRendered() {
		ChatTemplate template = ChatTemplate.of(ChatFormat
			.of("{% for m in messages %}{{ m.role }}:{{ m.content }};{% endfor %}{{ add_generation_prompt }}"));
		assertThat(template
			.render(List.of(new ChatMessage(Role.SYSTEM, "Be brief."), new ChatMessage(Role.ASSISTANT, "Yes?")), false))
			.isEqualTo("system:Be brief.;assistant:Yes?;False");
	}

	@Test
	void specialTokensAndAbsentToolsAreVariables() {
		ChatTemplate template = ChatTemplate.of(new ChatFormat(
				Map.of("default", "{{ bos_token }}{{ tools is none }}{{ documents is none }}{{ other }}"),
				Map.of("bos_token", "<s>")));
		assertThat(template.render(Map.of("other", 1))).isEqualTo("<s>TrueTrue1");
		assertThat(template.render(Map.of("bos_token", "<b>", "tools", List.of()))).isEqualTo("<b>FalseTrue");
	}

	@Test
	void conversationsWithToolsHaveATemplateOfTheirOwn() {
		ChatTemplate template = ChatTemplate
			.of(new ChatFormat(Map.of("default", "usual", "tool_use", "tools"), Map.of()));
		assertThat(template.render(Map.of())).isEqualTo("usual");
		assertThat(template.render(Map.of("tools", List.of()))).isEqualTo("tools");
	}

	@Test
	void templatesOfOtherNamesAreNotEnough() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChatTemplate.of(new ChatFormat(Map.of("rag", "a"), Map.of())))
			.withMessageContaining("[rag]");
	}

	@Test
	void betweenTwoMessagesOfTheAssistantIsThatOfTheUser() {
		assertThat(ChatTemplate.CHATML.between("Revise."))
			.isEqualTo("<|im_end|>\n<|im_start|>user\nRevise.<|im_end|>\n<|im_start|>assistant\n");
		assertThat(ChatTemplate.CONCATENATION.between("Once more:")).isEqualTo("\nOnce more:");
	}

	@Test
	void aTemplateThatForgetsTheAssistantHasNothingBetween() {
		ChatTemplate template = ChatTemplate.of(ChatFormat.of("{{ messages[0].content }}"));
		assertThatIllegalArgumentException().isThrownBy(() -> template.between("Revise."))
			.withMessageContaining("does not write what the assistant said");
	}

	@Test
	void plainTextJoinsMessages() {
		assertThat(ChatTemplate.CONCATENATION
			.render(List.of(new ChatMessage(Role.SYSTEM, "Be brief."), new ChatMessage(Role.USER, " Once\n")), true))
			.isEqualTo("Be brief.\n Once\n");
	}

	@Test
	void chatMlPutsEveryMessageBetweenItsTokens() {
		assertThat(ChatTemplate.CHATML
			.render(List.of(new ChatMessage(Role.USER, "\n a \n"), new ChatMessage(Role.ASSISTANT, "Yes?")), false))
			.isEqualTo("<|im_start|>user\n\n a \n<|im_end|>\n<|im_start|>assistant\nYes?<|im_end|>\n");
	}

}
