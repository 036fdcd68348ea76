package dev.decoding.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TemplateMessagesTests {

	@Test
	void messagesAreRolesAndContents() {
		assertThat(TemplateMessages.of(List.of(new SystemMessage("Be brief."), new UserMessage("Hi"),
				new AssistantMessage("Yes?"), AssistantMessage.builder().build()), ToolCallForm.USUAL))
			.isEqualTo(List.of(Map.of("role", "system", "content", "Be brief."),
					Map.of("role", "user", "content", "Hi"), Map.of("role", "assistant", "content", "Yes?"),
					Map.of("role", "assistant", "content", "")));
	}

	@Test
	void toolCallsHaveTheirArgumentsAsAMapInTheirOrder() {
		Map<String, Object> message = only(calling("{\"to\": \"Rome\", \"days\": 3, \"by\": [\"train\", null]}"),
				ToolCallForm.USUAL);
		assertThat(message).containsOnlyKeys("role", "content", "tool_calls")
			.containsEntry("role", "assistant")
			.containsEntry("content", "");
		assertThat(message.get("tool_calls")).hasToString(
				"[{type=function, id=c1, function={name=travel, arguments={to=Rome, days=3, by=[train, null]}}}]");
	}

	@Test
	void formSaysHowToolCallsAreSaid() {
		AssistantMessage message = calling("{\"to\":\"Rome\"}");
		assertThat(only(message, ToolCallForm.NULL_CONTENT)).containsEntry("content", null);
		assertThat(only(message, ToolCallForm.TEXT_ARGUMENTS).toString())
			.endsWith("function={name=travel, arguments={\"to\":\"Rome\"}}}]}");
	}

	@Test
	void argumentsThatAreBlankAreNone() {
		assertThat(only(calling(" "), ToolCallForm.USUAL).toString()).contains("arguments={}");
	}

	@Test
	void argumentsThatAreNotAnObjectAreRefused() {
		for (String arguments : List.of("{\"to\":", "[1]", "null", "Rome")) {
			assertThatIllegalArgumentException().as(arguments)
				.isThrownBy(() -> only(calling(arguments), ToolCallForm.USUAL))
				.withMessage("The call of tool 'travel' has arguments that are not a JSON object: '%s'. Correct them.",
						arguments);
		}
	}

	@Test
	void reasoningIsTakenFromTheMetadata() {
		for (String key : List.of("thinking", "reasoningContent")) {
			AssistantMessage message = AssistantMessage.builder().content("4").properties(Map.of(key, "2+2")).build();
			assertThat(only(message, ToolCallForm.USUAL)).as(key)
				.containsEntry("reasoning_content", "2+2")
				.containsEntry("thinking", "2+2");
		}
		AssistantMessage flagged = AssistantMessage.builder().content("4").properties(Map.of("thinking", true)).build();
		assertThat(only(flagged, ToolCallForm.USUAL)).containsOnlyKeys("role", "content");
	}

	@Test
	void eachResponseOfAToolIsAMessage() {
		Message responses = ToolResponseMessage.builder()
			.responses(List.of(new ToolResponseMessage.ToolResponse("c1", "travel", "\"booked\""),
					new ToolResponseMessage.ToolResponse("c2", "time", "noon")))
			.build();
		assertThat(TemplateMessages.of(List.of(responses), ToolCallForm.USUAL))
			.isEqualTo(List.of(Map.of("role", "tool", "content", "\"booked\"", "name", "travel", "tool_call_id", "c1"),
					Map.of("role", "tool", "content", "noon", "name", "time", "tool_call_id", "c2")));
	}

	private static AssistantMessage calling(String arguments) {
		return AssistantMessage.builder()
			.toolCalls(List.of(new AssistantMessage.ToolCall("c1", "function", "travel", arguments)))
			.build();
	}

	private static Map<String, Object> only(Message message, ToolCallForm form) {
		List<Map<String, ?>> maps = TemplateMessages.of(List.of(message), form);
		assertThat(maps).hasSize(1);
		return new LinkedHashMap<>(maps.get(0));
	}

}
