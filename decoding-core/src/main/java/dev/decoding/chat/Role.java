package dev.decoding.chat;

import java.util.Locale;

/**
 * Who wrote a message.
 */
public enum Role {

	/** Whoever runs the application. */
	SYSTEM,

	/** Whoever asks. */
	USER,

	/** The model. */
	ASSISTANT;

	/**
	 * Return the role as chat templates spell it.
	 * @return the name in lower case
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
