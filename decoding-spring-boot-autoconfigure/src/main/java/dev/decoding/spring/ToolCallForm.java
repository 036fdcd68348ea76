package dev.decoding.spring;

/**
 * How a message that calls tools is said to a chat template. Templates were written for
 * one or the other; the usual one comes first.
 */
enum ToolCallForm {

	/** Content is never {@code null}, arguments are a map. */
	USUAL(false, false),

	/** Content is {@code null} where there is no text. */
	NULL_CONTENT(true, false),

	/** Arguments are JSON as text. */
	TEXT_ARGUMENTS(false, true),

	/** Both of the above. */
	NULL_CONTENT_AND_TEXT_ARGUMENTS(true, true);

	private final boolean nullContent;

	private final boolean textArguments;

	ToolCallForm(boolean nullContent, boolean textArguments) {
		this.nullContent = nullContent;
		this.textArguments = textArguments;
	}

	boolean nullContent() {
		return this.nullContent;
	}

	boolean textArguments() {
		return this.textArguments;
	}

}
