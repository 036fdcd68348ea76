package dev.decoding.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of the text that its model takes for a conversation.
 *
 * @param templates the Jinja templates by name. The usual one is {@link #DEFAULT}; some
 * checkpoints have another for conversations with tools, {@link #TOOL_USE}
 * @param specialTokens the special tokens that templates may write, by the names that
 * they have in the tokenizer's configuration, such as {@code bos_token}
 */
public record ChatFormat(Map<String, String> templates, Map<String, String> specialTokens) {

	/** The name of the usual template. */
	public static final String DEFAULT = "default";

	/** The name of the template for conversations with tools. */
	public static final String TOOL_USE = "tool_use";

	/** What a checkpoint without templates says. */
	public static final ChatFormat NONE = new ChatFormat(Map.of(), Map.of());

	public ChatFormat {
		templates = Collections.unmodifiableMap(new LinkedHashMap<>(templates));
		specialTokens = Collections.unmodifiableMap(new LinkedHashMap<>(specialTokens));
	}

	/**
	 * Return a format with one template and no special tokens.
	 * @param template the template; {@code null} for none
	 * @return the format
	 */
	public static ChatFormat of(@Nullable String template) {
		return (template != null) ? NONE.withTemplate(template) : NONE;
	}

	/**
	 * Return this format with one template in place of its own.
	 * @param template the template
	 * @return another format
	 */
	public ChatFormat withTemplate(String template) {
		return new ChatFormat(Map.of(DEFAULT, template), this.specialTokens);
	}

	/**
	 * Return the usual template.
	 * @return the template, or {@code null} if there is none
	 */
	public @Nullable String template() {
		return this.templates.get(DEFAULT);
	}

}
