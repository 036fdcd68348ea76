package dev.decoding.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.decoding.chat.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.util.StringUtils;

/**
 * Messages as chat templates see them: maps with {@code role} and {@code content}. One of
 * the assistant has {@code tool_calls} if it calls tools, and {@code reasoning_content}
 * and {@code thinking} if its metadata have its reasoning. Each response of a tool is a
 * message of its own, with {@code name} and {@code tool_call_id}.
 */
final class TemplateMessages {

	static final String TOOL_CALLS = "tool_calls";

	private static final String ROLE = "role";

	private static final String CONTENT = "content";

	private static final String NAME = "name";

	static final String TOOL = "tool";

	/** The keys under which models of Spring AI put their reasoning. */
	private static final List<String> REASONING = List.of("reasoningContent", "thinking");

	private TemplateMessages() {
	}

	/**
	 * Return messages as templates see them.
	 * @param messages the messages of a prompt
	 * @param form how calls of tools are said
	 * @return the messages, with a message for each response of a tool
	 * @throws IllegalArgumentException if a message has media, or a call arguments that
	 * are not a JSON object
	 */
	static List<Map<String, ?>> of(List<Message> messages, ToolCallForm form) {
		List<Map<String, ?>> maps = new ArrayList<>();
		for (Message message : messages) {
			refuseMedia(message);
			if (message instanceof ToolResponseMessage responses) {
				responses.getResponses().forEach((response) -> maps.add(toolResponse(response)));
			}
			else if (message instanceof AssistantMessage assistant) {
				maps.add(assistant(assistant, form));
			}
			else {
				maps.add(message(message.getMessageType().getValue(), message.getText()));
			}
		}
		return maps;
	}

	private static void refuseMedia(Message message) {
		if (message instanceof MediaContent content && !content.getMedia().isEmpty()) {
			throw new IllegalArgumentException(
					"The %s message has media of type %s but this model reads only text. Leave them out.".formatted(
							message.getMessageType().getValue(),
							content.getMedia().stream().map(Media::getMimeType).toList()));
		}
	}

	private static Map<String, @Nullable Object> message(String role, @Nullable String content) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		map.put(ROLE, role);
		map.put(CONTENT, Objects.requireNonNullElse(content, ""));
		return map;
	}

	private static Map<String, @Nullable Object> assistant(AssistantMessage message, ToolCallForm form) {
		Map<String, @Nullable Object> map = message(Role.ASSISTANT.text(), message.getText());
		for (String key : REASONING) {
			if (message.getMetadata().get(key) instanceof String reasoning && StringUtils.hasText(reasoning)) {
				map.put("reasoning_content", reasoning);
				map.put("thinking", reasoning);
				break;
			}
		}
		if (message.hasToolCalls()) {
			if (form.nullContent() && !StringUtils.hasText(message.getText())) {
				map.put(CONTENT, null);
			}
			map.put(TOOL_CALLS, message.getToolCalls().stream().map((call) -> toolCall(call, form)).toList());
		}
		return map;
	}

	private static Map<String, Object> toolCall(AssistantMessage.ToolCall call, ToolCallForm form) {
		Map<String, Object> arguments = TemplateJson.object(call.arguments(),
				() -> "The call of tool '%s' has arguments".formatted(call.name()));
		Map<String, Object> function = new LinkedHashMap<>();
		function.put(NAME, call.name());
		function.put("arguments", form.textArguments() ? call.arguments() : arguments);
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("type", "function");
		map.put("id", call.id());
		map.put("function", function);
		return map;
	}

	private static Map<String, @Nullable Object> toolResponse(ToolResponseMessage.ToolResponse response) {
		Map<String, @Nullable Object> map = message(TOOL, response.responseData());
		map.put(NAME, response.name());
		map.put("tool_call_id", response.id());
		return map;
	}

}
