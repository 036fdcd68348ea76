package dev.decoding.chat.template;

/**
 * Tells why a template cannot be parsed or rendered, and where: the message names
 * template, line and column, and shows the line.
 */
public class TemplateException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	private final String reason;

	private final int line;

	private final int column;

	TemplateException(Kind kind, String reason, Source source, int position) {
		super(source.describe(reason, position));
		this.kind = kind;
		this.reason = reason;
		this.line = source.line(position);
		this.column = source.column(position);
	}

	/**
	 * Return what went wrong.
	 * @return the kind of error
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return the error without its place: for {@link Kind#RAISED}, the template's own
	 * words.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return the line of the template.
	 * @return the line, from 1
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Return the column of the line.
	 * @return the column in characters, from 1
	 */
	public int column() {
		return this.column;
	}

	/**
	 * What went wrong.
	 */
	public enum Kind {

		/** The template is not well-formed. */
		SYNTAX,

		/** The template does something that Jinja or Python refuses. */
		RUNTIME,

		/**
		 * The template itself refuses the conversation, by {@code raise_exception}.
		 */
		RAISED,

		/** The template wants more than {@link RenderLimits} allow. */
		LIMIT

	}

}
