package dev.decoding.spring;

import dev.decoding.chat.template.TemplateException;

/**
 * A chat template refuses a conversation, such as one with a system message. The message
 * says which template, what it refuses, as far as that can be found out, and the way out.
 */
public class ConversationRefusedException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	ConversationRefusedException(String message, TemplateException cause) {
		super(message, cause);
		this.reason = cause.reason();
	}

	/**
	 * Return why, in the template's own words.
	 * @return the reason
	 */
	public String getReason() {
		return this.reason;
	}

}
