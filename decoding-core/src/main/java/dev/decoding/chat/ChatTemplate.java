package dev.decoding.chat;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.decoding.chat.template.RenderLimits;
import dev.decoding.chat.template.Template;
import dev.decoding.chat.template.TemplateException;
import dev.decoding.model.ChatFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a model was trained to read a conversation: the Jinja template of its checkpoint.
 * It has no state and can be used by any number of threads.
 *
 * @param usual the template of conversations
 * @param withTools the template of conversations with tools; {@code null} if it is the
 * same
 * @param specialTokens the special tokens that the templates may write, by name
 * @param addsSpecialTokens whether the tokenizer still has to add its own special tokens
 * to the text, such as a begin-of-text token
 */
public record ChatTemplate(Template usual, @Nullable Template withTools, Map<String, String> specialTokens,
		boolean addsSpecialTokens) {

	private static final String TOOLS = "tools";

	/** What no template writes by itself. */
	private static final String PROBE = "decoding-probe";

	/**
	 * ChatML, the format of Qwen, SmolLM2, LFM2 and many others, without what some of
	 * their templates add.
	 */
	static final ChatTemplate CHATML = plain("ChatML",
			"{% for message in messages %}"
					+ "{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{% endfor %}"
					+ "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
			false);

	/**
	 * Messages as plain text, one behind the other with a line break between, for models
	 * that were not trained on conversations: a single message is continued just as it
	 * is.
	 */
	static final ChatTemplate CONCATENATION = plain("plain text",
			"{{ messages | map(attribute='content') | join('\\n') }}", true);

	private static ChatTemplate plain(String name, String source, boolean addsSpecialTokens) {
		return new ChatTemplate(Template.parse(name, source), null, Map.of(), addsSpecialTokens);
	}

	/**
	 * Parse the templates of a checkpoint.
	 * @param format what the checkpoint says, with at least one template
	 * @return the template
	 * @throws TemplateException if a template is not well-formed
	 * @throws IllegalArgumentException if there is no template
	 */
	public static ChatTemplate of(ChatFormat format) {
		String usual = format.template();
		String withTools = format.templates().get(ChatFormat.TOOL_USE);
		if (usual == null && withTools == null) {
			throw new IllegalArgumentException("There is no chat template named '" + ChatFormat.DEFAULT + "' or '"
					+ ChatFormat.TOOL_USE + "', but only " + format.templates().keySet() + ". Name a template.");
		}
		Template tools = (withTools != null) ? Template.parse(ChatFormat.TOOL_USE, withTools) : null;
		Template parsed = (usual != null) ? Template.parse("chat_template", usual) : null;
		if (parsed == null) {
			parsed = Objects.requireNonNull(tools);
		}
		return new ChatTemplate(parsed, tools, format.specialTokens(), false);
	}

	/**
	 * Render a conversation.
	 * @param variables what the template sees: {@code messages} (a list of maps, each
	 * with {@code role} and {@code content}), {@code add_generation_prompt}, and perhaps
	 * {@code tools}, {@code documents} and others. Special tokens are added
	 * @return the text, with special tokens by name
	 * @throws TemplateException if the template fails or refuses the conversation
	 */
	public String render(Map<String, ?> variables) {
		return render(variables, RenderLimits.DEFAULT, Clock.systemDefaultZone());
	}

	/**
	 * Render a conversation.
	 * @param variables what the template sees
	 * @param limits what the rendering may spend
	 * @param clock the time that the template may tell
	 * @return the text, with special tokens by name
	 * @throws TemplateException if the template fails or refuses the conversation
	 * @see #render(Map)
	 */
	public String render(Map<String, ?> variables, RenderLimits limits, Clock clock) {
		Map<String, @Nullable Object> all = new HashMap<>();
		all.put(TOOLS, null);
		all.put("documents", null);
		all.put("add_generation_prompt", false);
		all.putAll(this.specialTokens);
		all.putAll(variables);
		Template template = (all.get(TOOLS) != null && this.withTools != null) ? this.withTools : this.usual;
		return template.render(all, limits, clock);
	}

	/**
	 * Render a conversation.
	 * @param messages the messages, oldest first
	 * @param addGenerationPrompt whether to open a message of the assistant behind them,
	 * for the model to write
	 * @return the text, with special tokens by name
	 * @throws TemplateException if the template fails or refuses the conversation
	 */
	public String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
		List<Map<String, String>> maps = messages.stream().map(ChatTemplate::map).toList();
		return render(Map.of("messages", maps, "add_generation_prompt", addGenerationPrompt));
	}

	/**
	 * Return what is written between two messages of the assistant.
	 * @param message what the user says between them
	 * @return the end of a message of the assistant, that of the user, and the beginning
	 * of another one of the assistant, with special tokens by name
	 * @throws TemplateException if the template fails or refuses such a conversation
	 * @throws IllegalArgumentException if the template does not write what the assistant
	 * said
	 */
	public String between(String message) {
		String text = render(List.of(new ChatMessage(Role.USER, "Hi"), new ChatMessage(Role.ASSISTANT, PROBE),
				new ChatMessage(Role.USER, message)), true);
		int at = text.indexOf(PROBE);
		if (at < 0) {
			throw new IllegalArgumentException(
					"The chat template does not write what the assistant said before, so that it cannot be asked to revise it");
		}
		return text.substring(at + PROBE.length());
	}

	private static Map<String, String> map(ChatMessage message) {
		Map<String, String> map = new LinkedHashMap<>();
		map.put("role", message.role().text());
		map.put("content", message.content());
		return map;
	}

}
