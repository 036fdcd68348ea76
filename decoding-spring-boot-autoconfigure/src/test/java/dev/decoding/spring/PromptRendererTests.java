package dev.decoding.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.template.TemplateException;
import dev.decoding.model.ChatFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PromptRendererTests {

	private static final DecodingChatOptions NO_OPTIONS = DecodingChatOptions.builder().build();

	private static final DecodingChatOptions ADAPT = DecodingChatOptions.builder().adapt(true).build();

	private static final DecodingChatOptions TOOL = DecodingChatOptions.builder()
		.toolCallbacks(TemplateToolsTests.tool("{\"type\": \"object\", \"properties\": {}}"))
		.build();

	private static final Message SYSTEM = new SystemMessage("Be brief.");

	private static final Message USER = new UserMessage("Hi");

	private static final Message ASSISTANT = new AssistantMessage("Yes?");

	private static final Message CALL = AssistantMessage.builder()
		.toolCalls(List.of(new AssistantMessage.ToolCall("c1", "function", "travel", "{\"to\":\"Rome\"}")))
		.build();

	private static final Message RESPONSE = ToolResponseMessage.builder()
		.responses(List.of(new ToolResponseMessage.ToolResponse("c1", "travel", "booked")))
		.build();

	@Test
	void conversationIsWhatTheTemplateMakesOfIt() {
		assertThat(render(TestTemplates.WITH_TOOLS, NO_OPTIONS, SYSTEM, USER)).isEqualTo(
				"<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
		assertThat(render(TestTemplates.HEADERS, NO_OPTIONS, SYSTEM, USER))
			.isEqualTo("<|begin|>[system]\n\nBe brief.<|eot|>[user]\n\nHi<|eot|>[assistant]\n\n");
	}

	@Test
	void toolsTheirCallsAndResponsesAreWritten() {
		assertThat(render(TestTemplates.WITH_TOOLS, TOOL, USER, CALL, RESPONSE)).isEqualTo("""
				<|im_start|>system
				<tools>
				{"type": "function", "function": {"name": "travel", "description": "Travel somewhere.", \
				"parameters": {"type": "object", "properties": {}}}}
				</tools><|im_end|>
				<|im_start|>user
				Hi<|im_end|>
				<|im_start|>assistant
				<tool_call>{"name": "travel", "arguments": {"to": "Rome"}}</tool_call><|im_end|>
				<|im_start|>user
				<tool_response>travel: booked</tool_response><|im_end|>
				<|im_start|>assistant
				""");
	}

	@Test
	void reasoningIsWritten() {
		Message thought = AssistantMessage.builder().content("4").properties(Map.of("thinking", "2+2")).build();
		assertThat(render(TestTemplates.WITH_TOOLS, NO_OPTIONS, USER, thought))
			.contains("assistant\n<think>2+2</think>4<|im_end|>");
	}

	@Test
	void templateSeesVariables() {
		assertThat(render(TestTemplates.WITH_TOOLS, variables(Map.of("enable_thinking", false)), USER))
			.endsWith("assistant\n<think></think>");
		assertThat(render(TestTemplates.WITH_TOOLS, variables(Map.of("enable_thinking", true)), USER))
			.endsWith("assistant\n");
	}

	@Test
	void variableMayBeNone() {
		Map<String, @Nullable Object> none = new LinkedHashMap<>();
		none.put("documents", null);
		assertThat(render("{{ documents is none }}", variables(none), USER)).isEqualTo("True");
	}

	@Test
	void variablesThatComeFromThePromptAreRefused() {
		for (String name : List.of("messages", "tools", "add_generation_prompt")) {
			assertThatIllegalArgumentException().as(name)
				.isThrownBy(() -> render(TestTemplates.HEADERS, variables(Map.of(name, true)), USER))
				.withMessage("'templateVariables' has '%s', which comes from the prompt. Leave it out.", name);
		}
	}

	@Test
	void templateForToolsIsTakenWhereThereAreTools() {
		ChatFormat format = new ChatFormat(Map.of("default", "usual", "tool_use", "{{ tools[0].function.name }}"),
				Map.of());
		PromptRenderer renderer = new PromptRenderer(ChatTemplate.of(format), "fake");
		assertThat(renderer.render(List.of(USER), TOOL).text()).isEqualTo("travel");
		assertThat(renderer.render(List.of(USER), NO_OPTIONS).text()).isEqualTo("usual");
	}

	@Test
	void toolsAreRefusedWhereTheTemplateLeavesThemOut() {
		assertThatIllegalArgumentException().isThrownBy(() -> render(TestTemplates.HEADERS, TOOL, USER))
			.withMessage("'toolCallbacks' has ['travel'] but the chat template 'chat_template' of model 'fake' leaves "
					+ "them out. Leave them out, or set 'decoding.model.chat-template' to a template that knows of "
					+ "tools.");
	}

	@Test
	void toolCallsAreRefusedWhereTheTemplateLeavesThemOut() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> render(TestTemplates.HEADERS, NO_OPTIONS, USER, CALL, RESPONSE))
			.withMessageStartingWith("The assistant message has tool calls but the chat template 'chat_template' ");
	}

	@Test
	void toolCallsThatAreLeftOutAreNotBlamedOnAnotherFormOfThem() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> render("{% for m in messages %}{{ m.role + m.content }}{% endfor %}", NO_OPTIONS, USER,
					CALL, RESPONSE))
			.withMessageStartingWith("The assistant message has tool calls but the chat template 'chat_template' ");
	}

	@Test
	void toolResponsesAreRefusedWhereTheTemplateLeavesThemOut() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> render("{{ messages[0].content }}", NO_OPTIONS, USER, RESPONSE))
			.withMessageStartingWith("There is a tool message but the chat template 'chat_template' ");
	}

	@Test
	void contentOfToolCallsIsNoneForTemplatesThatLookForIt() {
		String template = "{% for m in messages %}{% if m.content is none %}call {{ m.tool_calls[0].function.name }}"
				+ "{% else %}{{ m.content }} {% endif %}{% endfor %}";
		assertThat(render(template, NO_OPTIONS, USER, CALL)).isEqualTo("Hi call travel");
	}

	@Test
	void argumentsAreTextForTemplatesThatTakeOnlyText() {
		String template = "{% for c in messages[1].tool_calls %}{{ 'call ' + c.function.arguments }}{% endfor %}";
		assertThat(render(template, NO_OPTIONS, USER, CALL)).isEqualTo("call {\"to\":\"Rome\"}");
	}

	@Test
	void refusalOfASystemMessageIsSaidInPlainWords() {
		assertThatExceptionOfType(ConversationRefusedException.class)
			.isThrownBy(() -> render(TestTemplates.STRICT, NO_OPTIONS, SYSTEM, USER))
			.withMessage("The chat template 'chat_template' of model 'fake' refuses the conversation (system, user): "
					+ "it takes no system message. In its own words: 'System role not supported'. "
					+ "Set 'decoding.chat.adapt' to true, so that such messages are said in a way that it takes, or "
					+ "set 'decoding.model.chat-template' to another template.")
			.withCauseInstanceOf(TemplateException.class)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("System role not supported"));
	}

	@Test
	void refusalOfMessagesOfOneRoleIsSaidInPlainWords() {
		assertThatExceptionOfType(ConversationRefusedException.class)
			.isThrownBy(() -> render(TestTemplates.STRICT, NO_OPTIONS, USER, USER))
			.withMessageContaining("(user, user): it demands that the roles take turns. In its own words: "
					+ "'Conversation roles must alternate user/assistant/user/assistant/...'. Set ");
		assertThatExceptionOfType(ConversationRefusedException.class)
			.isThrownBy(() -> render(TestTemplates.STRICT, NO_OPTIONS, SYSTEM, USER, USER))
			.withMessageContaining("it takes no system message, and demands that the roles take turns. ");
	}

	@Test
	void refusalOfALaterSystemMessageIsSaidInPlainWords() {
		assertThatExceptionOfType(ConversationRefusedException.class)
			.isThrownBy(() -> render(TestTemplates.SYSTEM_FIRST, NO_OPTIONS, SYSTEM, USER, SYSTEM, USER))
			.withMessageContaining("it takes a system message only as the first message. ");
	}

	@Test
	void refusalOfAnythingElseIsSaidInItsOwnWords() {
		for (DecodingChatOptions options : List.of(NO_OPTIONS, ADAPT)) {
			assertThatExceptionOfType(ConversationRefusedException.class)
				.isThrownBy(() -> render("{{ raise_exception('Not today') }}", options, SYSTEM, USER))
				.withMessage("The chat template 'chat_template' of model 'fake' refuses the conversation "
						+ "(system, user): in its own words: 'Not today'. Leave out what it refuses, or "
						+ "set 'decoding.model.chat-template' to another template.");
		}
	}

	@Test
	void refusalNamesTheTemplateForTools() {
		ChatFormat format = new ChatFormat(Map.of("default", "usual", "tool_use", "{{ raise_exception('no') }}"),
				Map.of());
		PromptRenderer renderer = new PromptRenderer(ChatTemplate.of(format), "fake");
		assertThatExceptionOfType(ConversationRefusedException.class)
			.isThrownBy(() -> renderer.render(List.of(USER), TOOL))
			.withMessageStartingWith("The chat template 'tool_use' of model 'fake' refuses ");
	}

	@Test
	void refusedConversationIsAdaptedIfAsked() {
		assertThat(render(TestTemplates.STRICT, ADAPT, SYSTEM, USER, USER, ASSISTANT, USER))
			.isEqualTo("<turn>user\nBe brief.\n\nHi\n\nHi<end>\n<turn>assistant\nYes?<end>\n<turn>user\nHi<end>\n"
					+ "<turn>model\n");
		assertThat(render(TestTemplates.SYSTEM_FIRST, ADAPT, SYSTEM, USER, SYSTEM, USER))
			.isEqualTo("system: Be brief.\nuser: Hi\nuser: Be brief.\n\nHi\n");
	}

	@Test
	void systemMessageIsRefusedWhereTheTemplateLeavesItOut() {
		String template = "{% for m in messages if m.role == 'user' %}{{ m.content }};{% endfor %}";
		assertThatIllegalArgumentException().isThrownBy(() -> render(template, NO_OPTIONS, SYSTEM, USER))
			.withMessage(
					"There is a system message but the chat template 'chat_template' of model 'fake' leaves it out. "
							+ "Set 'decoding.chat.adapt' to true, so that such messages are said in a way that it takes, or "
							+ "set 'decoding.model.chat-template' to another template.");
		assertThat(render(template, ADAPT, SYSTEM, USER, USER)).isEqualTo("Be brief.\n\nHi;Hi;");
		assertThat(render(template, NO_OPTIONS, new SystemMessage(" "), USER)).isEqualTo("Hi;");
	}

	@Test
	void systemMessageThatTheTemplateHasByItselfIsNotLeftOut() {
		String template = "{% if messages[0].role != 'system' %}Be brief. {% endif %}"
				+ "{% for m in messages %}{{ m.content }} {% endfor %}";
		assertThat(render(template, NO_OPTIONS, SYSTEM, USER)).isEqualTo(render(template, NO_OPTIONS, USER))
			.isEqualTo("Be brief. Hi ");
	}

	@Test
	void systemMessageThatTheTemplateChangesIsNotLeftOut() {
		assertThat(render("{% for m in messages %}{{ m.content | upper }} {% endfor %}", NO_OPTIONS, SYSTEM, USER))
			.isEqualTo("BE BRIEF. HI ");
	}

	@Test
	void conversationThatIsNotRefusedIsNotAdapted() {
		assertThat(render(TestTemplates.HEADERS, ADAPT, SYSTEM, USER, USER))
			.isEqualTo(render(TestTemplates.HEADERS, NO_OPTIONS, SYSTEM, USER, USER));
	}

	@Test
	void templateThatFailsIsNotAdapted() {
		assertThatExceptionOfType(TemplateException.class)
			.isThrownBy(() -> render("{{ messages[0].content + 1 }}", ADAPT, SYSTEM, USER))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(TemplateException.Kind.RUNTIME));
	}

	@Test
	void promptThatEndsWithTheLastMessageIsContinued() {
		assertThat(renderer("{{ messages[0].content }}").render(List.of(USER), NO_OPTIONS).continued()).isTrue();
		assertThat(renderer(TestTemplates.HEADERS).render(List.of(USER), NO_OPTIONS).continued()).isFalse();
	}

	private static String render(String template, DecodingChatOptions options, Message... messages) {
		return renderer(template).render(List.of(messages), options).text();
	}

	private static PromptRenderer renderer(String template) {
		return new PromptRenderer(ChatTemplate.of(ChatFormat.of(template)), "fake");
	}

	private static DecodingChatOptions variables(Map<String, ?> variables) {
		return DecodingChatOptions.builder().templateVariables(variables).build();
	}

}
