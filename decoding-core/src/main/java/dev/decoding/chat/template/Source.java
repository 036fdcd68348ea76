package dev.decoding.chat.template;

/**
 * The text of a template, as its errors show it. Line breaks are line feeds, and the one
 * at the end of the template is gone, as in Jinja.
 */
final class Source {

	private static final int SHOWN = 160;

	private final String name;

	private final String text;

	Source(String name, String text) {
		this.name = name;
		String normalized = normalizeLineBreaks(text);
		this.text = normalized.endsWith("\n") ? normalized.substring(0, normalized.length() - 1) : normalized;
	}

	static String normalizeLineBreaks(String text) {
		return (text.indexOf('\r') < 0) ? text : text.replace("\r\n", "\n").replace('\r', '\n');
	}

	String name() {
		return this.name;
	}

	String text() {
		return this.text;
	}

	int line(int position) {
		int line = 1;
		for (int i = 0; i < position && i < this.text.length(); i++) {
			if (this.text.charAt(i) == '\n') {
				line++;
			}
		}
		return line;
	}

	int column(int position) {
		return position - lineStart(position) + 1;
	}

	/**
	 * Describe an error with its place and the line, marked below.
	 */
	String describe(String reason, int position) {
		int start = lineStart(position);
		int end = this.text.indexOf('\n', position);
		end = (end >= 0) ? end : this.text.length();
		int from = Math.max(start, position - SHOWN / 2);
		String shown = this.text.substring(from, Math.min(end, from + SHOWN)).replace('\t', ' ');
		return "Template '%s', line %d, column %d: %s%n    %s%n    %s^".formatted(this.name, line(position),
				column(position), reason, shown, " ".repeat(position - from));
	}

	TemplateException syntaxError(String reason, int position) {
		int place = Math.min(position, this.text.length());
		return new TemplateException(TemplateException.Kind.SYNTAX, reason, this, place);
	}

	private int lineStart(int position) {
		return this.text.lastIndexOf('\n', position - 1) + 1;
	}

}
