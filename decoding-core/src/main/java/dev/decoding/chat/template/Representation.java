package dev.decoding.chat.template;

import java.math.BigInteger;

/**
 * What Python's {@code repr} says of a value.
 */
final class Representation {

	private static final int MAX_LENGTH = 32_000_000;

	private Representation() {
	}

	static String of(Object value) {
		StringBuilder text = new StringBuilder();
		append(text, value);
		return text.toString();
	}

	static void append(StringBuilder text, Object value) {
		if (text.length() > MAX_LENGTH) {
			throw PythonError.limit("text of more than " + MAX_LENGTH + " characters");
		}
		if (value instanceof String string) {
			appendText(text, string);
		}
		else if (value instanceof Long number) {
			text.append(number.longValue());
		}
		else if (value instanceof Boolean bool) {
			text.append(bool ? "True" : "False");
		}
		else if (value instanceof Double number) {
			text.append(FloatText.of(number));
		}
		else if (value instanceof BigInteger number) {
			text.append(Numbers.text(number));
		}
		else if (value instanceof Value other) {
			other.appendRepresentation(text);
		}
		else {
			text.append("None");
		}
	}

	private static void appendText(StringBuilder text, String string) {
		char quote = (string.indexOf('\'') >= 0 && string.indexOf('"') < 0) ? '"' : '\'';
		text.append(quote);
		for (int i = 0; i < string.length(); i++) {
			int c = string.codePointAt(i);
			switch (c) {
				case '\n' -> text.append("\\n");
				case '\r' -> text.append("\\r");
				case '\t' -> text.append("\\t");
				case '\\' -> text.append("\\\\");
				default -> {
					if (c == quote) {
						text.append('\\').append(quote);
					}
					else if (isPrintable(c)) {
						text.appendCodePoint(c);
					}
					else {
						appendEscape(text, c);
					}
				}
			}
			if (c > Character.MAX_VALUE) {
				i++;
			}
		}
		text.append(quote);
	}

	static void appendEscape(StringBuilder text, int c) {
		if (c <= 0xff) {
			text.append("\\x%02x".formatted(c));
		}
		else {
			text.append(((c <= 0xffff) ? "\\u%04x" : "\\U%08x").formatted(c));
		}
	}

	static boolean isPrintable(int c) {
		if (c < 127) {
			return c >= ' ';
		}
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
