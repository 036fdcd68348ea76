package dev.decoding.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.decoding.chat.Adaptation;
import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.template.TemplateException;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.tool.ToolCallback;

/**
 * Writes messages and options as the text that a chat template makes of them. Refuses
 * what the template would leave out, rather than answering as if it had not been said.
 */
class PromptRenderer {

	private static final String MESSAGES = "messages";

	private static final String TOOLS = "tools";

	private static final String ADD_GENERATION_PROMPT = "add_generation_prompt";

	private static final List<String> OWN = List.of(MESSAGES, TOOLS, ADD_GENERATION_PROMPT);

	private final ChatTemplate template;

	private final String model;

	PromptRenderer(ChatTemplate template, String model) {
		this.template = template;
		this.model = model;
	}

	/**
	 * Render messages.
	 * @param messages the messages of a prompt
	 * @param options what else the template sees
	 * @return the text
	 * @throws ConversationRefusedException if the template refuses the messages, and they
	 * are not to be adapted or cannot be
	 * @throws IllegalArgumentException if something has no place in the template
	 * @throws TemplateException if the template fails
	 */
	RenderedPrompt render(List<Message> messages, DecodingChatOptions options) {
		Map<String, ?> variables = variables(options);
		boolean adapt = Boolean.TRUE.equals(options.getAdapt());
		RenderedPrompt prompt = renderOrAdapt(messages, variables, adapt);
		if (variables.containsKey(TOOLS)) {
			checkTools(prompt, messages, without(variables, TOOLS), options);
		}
		return prompt;
	}

	private static Map<String, ?> variables(DecodingChatOptions options) {
		Map<String, @Nullable Object> variables = new LinkedHashMap<>();
		if (options.getTemplateVariables() != null) {
			variables.putAll(options.getTemplateVariables());
		}
		for (String name : OWN) {
			if (variables.containsKey(name)) {
				throw new IllegalArgumentException(
						"'templateVariables' has '%s', which comes from the prompt. Leave it out.".formatted(name));
			}
		}
		List<ToolCallback> tools = options.getToolCallbacks();
		if (tools != null && !tools.isEmpty()) {
			variables.put(TOOLS, TemplateTools.of(tools));
		}
		variables.put(ADD_GENERATION_PROMPT, true);
		return variables;
	}

	private void checkTools(RenderedPrompt prompt, List<Message> messages, Map<String, ?> withoutTools,
			DecodingChatOptions options) {
		try {
			if (!prompt.equals(renderOrAdapt(messages, withoutTools, Boolean.TRUE.equals(options.getAdapt())))) {
				return;
			}
		}
		catch (TemplateException | IllegalArgumentException ex) {
			return;
		}
		throw leftOut("'toolCallbacks' has " + names(options), "them");
	}

	private static String names(DecodingChatOptions options) {
		return Objects.requireNonNull(options.getToolCallbacks())
			.stream()
			.map((tool) -> "'" + tool.getToolDefinition().name() + "'")
			.toList()
			.toString();
	}

	private RenderedPrompt renderOrAdapt(List<Message> messages, Map<String, ?> variables, boolean adapt) {
		TemplateException refusal = null;
		try {
			RenderedPrompt prompt = render(messages, variables, UnaryOperator.identity());
			if (!leavesOutSystemMessages(prompt, messages, variables, UnaryOperator.identity())) {
				return prompt;
			}
		}
		catch (TemplateException ex) {
			if (ex.kind() != TemplateException.Kind.RAISED) {
				throw ex;
			}
			refusal = ex;
		}
		for (Adaptation adaptation : Adaptation.values()) {
			RenderedPrompt adapted = tryRender(messages, variables, adaptation);
			if (adapted != null && adapt) {
				return adapted;
			}
			if (adapted != null) {
				throw refused(messages, variables, adaptation, refusal);
			}
		}
		throw refused(messages, variables, null, refusal);
	}

	private @Nullable RenderedPrompt tryRender(List<Message> messages, Map<String, ?> variables,
			Adaptation adaptation) {
		try {
			RenderedPrompt prompt = render(messages, variables, adaptation::apply);
			return leavesOutSystemMessages(prompt, messages, variables, adaptation::apply) ? null : prompt;
		}
		catch (TemplateException ex) {
			return null;
		}
	}

	/**
	 * Return whether the prompt is the same without system messages. One that a template
	 * has by itself, and that is given to it, is not left out.
	 */
	private boolean leavesOutSystemMessages(RenderedPrompt prompt, List<Message> messages, Map<String, ?> variables,
			UnaryOperator<List<Map<String, ?>>> adaptation) {
		if (messages.stream()
			.filter(PromptRenderer::isOfSystem)
			.allMatch((message) -> prompt.text().contains(Objects.requireNonNullElse(message.getText(), "").strip()))) {
			return false;
		}
		List<Message> others = messages.stream().filter((message) -> !isOfSystem(message)).toList();
		try {
			return render(others, variables, adaptation).text().equals(prompt.text());
		}
		catch (TemplateException ex) {
			return false;
		}
	}

	private static boolean isOfSystem(Message message) {
		return message.getMessageType() == MessageType.SYSTEM;
	}

	/**
	 * Render messages with the first form of tool calls that the template understands.
	 */
	private RenderedPrompt render(List<Message> messages, Map<String, ?> variables,
			UnaryOperator<List<Map<String, ?>>> adaptation) {
		boolean calls = messages.stream().anyMatch(PromptRenderer::callsTools);
		TemplateException failure = null;
		for (ToolCallForm form : calls ? ToolCallForm.values() : new ToolCallForm[] { ToolCallForm.USUAL }) {
			List<Map<String, ?>> maps = adaptation.apply(TemplateMessages.of(messages, form));
			try {
				String text = render(maps, variables);
				if (!calls || !isSame(text, withoutToolCalls(maps), variables)) {
					checkToolMessages(text, maps, variables);
					return new RenderedPrompt(text, isContinued(text, maps));
				}
			}
			catch (TemplateException ex) {
				if (form == ToolCallForm.USUAL) {
					failure = ex;
				}
			}
		}
		if (failure != null) {
			throw failure;
		}
		throw leftOut("The assistant message has tool calls", "them");
	}

	private static boolean callsTools(Message message) {
		return message instanceof AssistantMessage assistant && assistant.hasToolCalls();
	}

	private void checkToolMessages(String text, List<Map<String, ?>> maps, Map<String, ?> variables) {
		List<Map<String, ?>> notOfTools = maps.stream()
			.filter((map) -> !TemplateMessages.TOOL.equals(map.get("role")))
			.toList();
		if (notOfTools.size() < maps.size() && isSame(text, notOfTools, variables)) {
			throw leftOut("There is a tool message", "it");
		}
	}

	private boolean isSame(String text, List<Map<String, ?>> maps, Map<String, ?> variables) {
		try {
			return render(maps, variables).equals(text);
		}
		catch (TemplateException ex) {
			return false;
		}
	}

	private static List<Map<String, ?>> withoutToolCalls(List<Map<String, ?>> maps) {
		List<Map<String, ?>> without = new ArrayList<>();
		maps.forEach((map) -> without.add(without(map, TemplateMessages.TOOL_CALLS)));
		return without;
	}

	private static Map<String, ?> without(Map<String, ?> map, String key) {
		Map<String, @Nullable Object> without = new LinkedHashMap<>(map);
		without.remove(key);
		return without;
	}

	private IllegalArgumentException leftOut(String what, String pronoun) {
		return new IllegalArgumentException(
				"%s but the %s leaves %s out. Leave %s out, or set 'decoding.model.chat-template' to a template that "
					.formatted(what, describeTemplate(false), pronoun, pronoun) + "knows of tools.");
	}

	private String render(List<Map<String, ?>> maps, Map<String, ?> variables) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>(variables);
		all.put(MESSAGES, maps);
		return this.template.render(all);
	}

	private static boolean isContinued(String text, List<Map<String, ?>> maps) {
		return !maps.isEmpty() && maps.get(maps.size() - 1).get("content") instanceof String last && !last.isEmpty()
				&& text.endsWith(last);
	}

	private IllegalArgumentException refused(List<Message> messages, Map<String, ?> variables,
			@Nullable Adaptation adaptation, @Nullable TemplateException refusal) {
		String template = describeTemplate(variables.containsKey(TOOLS));
		String wayOut = (adaptation != null)
				? "Set 'decoding.chat.adapt' to true, so that such messages are said in a way that it takes, or"
				: "Leave out what it refuses, or";
		if (refusal == null) {
			return new IllegalArgumentException(
					"There is a system message but the %s leaves it out. %s set 'decoding.model.chat-template' to another template."
						.formatted(template, wayOut));
		}
		String roles = messages.stream()
			.map((message) -> message.getMessageType().getValue())
			.collect(Collectors.joining(", "));
		String demand = (adaptation != null) ? adaptation.demand() + ". In its" : "in its";
		return new ConversationRefusedException(
				"The %s refuses the conversation (%s): %s own words: %s. %s set 'decoding.model.chat-template' to another template."
					.formatted(template, roles, demand, quoted(refusal.reason()), wayOut),
				refusal);
	}

	private static String quoted(String reason) {
		return "'" + reason.strip() + "'";
	}

	private String describeTemplate(boolean tools) {
		String name = Objects.requireNonNullElse(tools ? this.template.withTools() : null, this.template.usual())
			.name();
		return "chat template '%s' of model '%s'".formatted(name, this.model);
	}

}
