package dev.decoding.chat.template;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/**
 * Reads one number: decimal, binary, octal or hexadecimal integers and floats, with
 * underscores between digits.
 */
final class NumberLexer {

	private final String text;

	private final int start;

	private int end;

	NumberLexer(String text, int start) {
		this.text = text;
		this.start = start;
	}

	Token token() {
		Object decimal = floatValue();
		TokenType type = (decimal != null) ? TokenType.FLOAT : TokenType.INTEGER;
		Object value = (decimal != null) ? decimal : integer();
		return new Token(type, this.text.substring(this.start, this.end), value, this.start);
	}

	int end() {
		return this.end;
	}

	private Object integer() {
		int radix = switch (lower(this.start + 1)) {
			case 'b' -> 2;
			case 'o' -> 8;
			case 'x' -> 16;
			default -> 10;
		};
		if (this.text.charAt(this.start) == '0' && radix != 10) {
			int behind = digits(this.start + 2, radix, true);
			if (behind > this.start + 2) {
				this.end = behind;
				return value(this.start + 2, radix);
			}
		}
		if (this.text.charAt(this.start) == '0') {
			this.end = digits(this.start, 1, false);
			return 0L;
		}
		this.end = digits(this.start, 10, false);
		return value(this.start, 10);
	}

	private Object value(int from, int radix) {
		return Numbers.canonical(new BigInteger(clean(from), radix));
	}

	private @Nullable Object floatValue() {
		if (this.start > 0 && this.text.charAt(this.start - 1) == '.') {
			return null;
		}
		int behind = digits(this.start, 10, false);
		int fraction = behind;
		if (charAt(behind) == '.' && isDigit(charAt(behind + 1))) {
			fraction = digits(behind + 1, 10, false);
		}
		int exponent = fraction;
		if (lower(fraction) == 'e') {
			int at = (charAt(fraction + 1) == '+' || charAt(fraction + 1) == '-') ? fraction + 2 : fraction + 1;
			if (isDigit(charAt(at))) {
				exponent = digits(at, 10, false);
			}
		}
		if (exponent == behind) {
			return null;
		}
		this.end = exponent;
		return Double.valueOf(clean(this.start));
	}

	private String clean(int from) {
		return this.text.substring(from, this.end).replace("_", "");
	}

	private int digits(int from, int radix, boolean leadingUnderscore) {
		int at = from;
		boolean digitBefore = leadingUnderscore;
		while (at < this.text.length()) {
			char c = this.text.charAt(at);
			if (isDigit(c, radix)) {
				digitBefore = true;
				at++;
			}
			else if (c == '_' && digitBefore && isDigit(charAt(at + 1), radix)) {
				digitBefore = false;
				at++;
			}
			else {
				break;
			}
		}
		return at;
	}

	private char charAt(int at) {
		return (at < this.text.length()) ? this.text.charAt(at) : 0;
	}

	private char lower(int at) {
		return Character.toLowerCase(charAt(at));
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isDigit(char c, int radix) {
		return c < 128 && ((radix == 1) ? c == '0' : Character.digit(c, radix) >= 0);
	}

}
