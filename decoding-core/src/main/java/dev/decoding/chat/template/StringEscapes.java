package dev.decoding.chat.template;

/**
 * The escapes of string literals, as Python's {@code unicode-escape} decodes them.
 */
final class StringEscapes {

	private final String text;

	private final Source source;

	private final int position;

	private final StringBuilder decoded = new StringBuilder();

	private int at;

	private StringEscapes(String text, Source source, int position) {
		this.text = text;
		this.source = source;
		this.position = position;
	}

	static String decode(String text, Source source, int position) {
		return (text.indexOf('\\') < 0) ? text : new StringEscapes(text, source, position).decode();
	}

	private String decode() {
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at++);
			if (c == '\\' && this.at < this.text.length()) {
				decodeEscape(this.text.charAt(this.at++));
			}
			else {
				this.decoded.append(c);
			}
		}
		return this.decoded.toString();
	}

	private void decodeEscape(char c) {
		switch (c) {
			case '\n' -> {
			}
			case '\\', '\'', '"' -> this.decoded.append(c);
			case 'a' -> this.decoded.append('\u0007');
			case 'b' -> this.decoded.append('\b');
			case 'f' -> this.decoded.append('\f');
			case 'n' -> this.decoded.append('\n');
			case 'r' -> this.decoded.append('\r');
			case 't' -> this.decoded.append('\t');
			case 'v' -> this.decoded.append('\u000b');
			case 'x' -> codePoint(2);
			case 'u' -> codePoint(4);
			case 'U' -> codePoint(8);
			case 'N' -> named();
			default -> {
				if (c >= '0' && c <= '7') {
					octal(c - '0');
				}
				else {
					this.decoded.append('\\').append(c);
				}
			}
		}
	}

	private void octal(int first) {
		int value = first;
		for (int i = 0; i < 2 && this.at < this.text.length(); i++) {
			int digit = this.text.charAt(this.at) - '0';
			if (digit < 0 || digit > 7) {
				break;
			}
			value = value * 8 + digit;
			this.at++;
		}
		this.decoded.appendCodePoint(value);
	}

	private void codePoint(int digits) {
		long value = 0;
		for (int i = 0; i < digits; i++) {
			int digit = (this.at < this.text.length()) ? Character.digit(this.text.charAt(this.at++), 16) : -1;
			if (digit < 0) {
				throw this.source.syntaxError("truncated escape in a string", this.position);
			}
			value = value * 16 + digit;
		}
		if (value > Character.MAX_CODE_POINT) {
			throw this.source.syntaxError("illegal Unicode character in a string", this.position);
		}
		this.decoded.appendCodePoint((int) value);
	}

	private void named() {
		int end = this.text.indexOf('}', this.at);
		if (this.at >= this.text.length() || this.text.charAt(this.at) != '{' || end < 0) {
			throw this.source.syntaxError("malformed \\N character escape", this.position);
		}
		try {
			this.decoded.appendCodePoint(Character.codePointOf(this.text.substring(this.at + 1, end)));
		}
		catch (IllegalArgumentException ex) {
			throw this.source.syntaxError("unknown Unicode character name", this.position);
		}
		this.at = end + 1;
	}

}
