package dev.decoding.chat.template;

import java.math.BigInteger;
import java.util.Locale;

/**
 * Python's format specifications, such as {@code >10} or {@code ,.2f}.
 */
final class FormatSpec {

	private final Rendering rendering;

	private final String spec;

	private String fill = " ";

	private char align;

	private char sign;

	private boolean alternate;

	private long width;

	private char grouping;

	private long precision = -1;

	private char type;

	private FormatSpec(Rendering rendering, String spec) {
		this.rendering = rendering;
		this.spec = spec;
		parse();
	}

	static String format(Rendering rendering, Object value, String spec) {
		if (spec.isEmpty()) {
			return Text.of(value);
		}
		if (!Text.isText(value) && !Numbers.isNumber(value)) {
			throw PythonError.type("unsupported format string passed to " + Types.name(value) + ".__format__");
		}
		return new FormatSpec(rendering, spec).format(value);
	}

	/**
	 * Write a number without its sign.
	 * @param type how, as the formats {@code e}, {@code f} and {@code g} do
	 */
	static String decimal(char type, double value, int precision, boolean alternate) {
		String text;
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			text = FloatText.special(Math.abs(value));
		}
		else {
			text = switch (Character.toLowerCase(type)) {
				case 'e' -> FloatText.exponential(value, precision);
				case 'f' -> FloatText.fixed(value, precision);
				default -> FloatText.general(value, precision, alternate);
			};
			if (alternate && text.indexOf('.') < 0) {
				int end = (text.indexOf('e') >= 0) ? text.indexOf('e') : text.length();
				text = text.substring(0, end) + "." + text.substring(end);
			}
		}
		return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
	}

	private void parse() {
		int at = parseAlign();
		boolean filled = at > 1;
		if (at < this.spec.length() && "+- ".indexOf(this.spec.charAt(at)) >= 0) {
			this.sign = this.spec.charAt(at++);
		}
		if (this.spec.startsWith("z", at)) {
			at++;
		}
		if (this.spec.startsWith("#", at)) {
			this.alternate = true;
			at++;
		}
		if (this.spec.startsWith("0", at)) {
			this.fill = filled ? this.fill : "0";
			this.align = (this.align != 0) ? this.align : '=';
			at++;
		}
		int end = digits(at);
		this.width = number(at, end);
		at = end;
		if (at < this.spec.length() && (this.spec.charAt(at) == ',' || this.spec.charAt(at) == '_')) {
			this.grouping = this.spec.charAt(at++);
		}
		if (this.spec.startsWith(".", at)) {
			end = digits(at + 1);
			if (end == at + 1) {
				throw PythonError.value("Format specifier missing precision");
			}
			this.precision = number(at + 1, end);
			at = end;
		}
		if (at < this.spec.length()) {
			this.type = this.spec.charAt(at++);
		}
		if (at < this.spec.length()) {
			throw PythonError.value("Invalid format specifier '" + this.spec + "'");
		}
	}

	private int parseAlign() {
		int second = this.spec.offsetByCodePoints(0, 1);
		if (second < this.spec.length() && "<>=^".indexOf(this.spec.charAt(second)) >= 0) {
			this.fill = this.spec.substring(0, second);
			this.align = this.spec.charAt(second);
			return second + 1;
		}
		if ("<>=^".indexOf(this.spec.charAt(0)) >= 0) {
			this.align = this.spec.charAt(0);
			return 1;
		}
		return 0;
	}

	private int digits(int from) {
		int end = from;
		while (end < this.spec.length() && NumberLexer.isDigit(this.spec.charAt(end))) {
			end++;
		}
		return end;
	}

	private long number(int from, int to) {
		if (to - from > 9) {
			throw PythonError.value("Too many decimal digits in format string");
		}
		return (to == from) ? 0 : Long.parseLong(this.spec.substring(from, to));
	}

	private String format(Object value) {
		if (Text.isText(value)) {
			return text(Text.of(value));
		}
		if (value instanceof Double || "eEfFgG%".indexOf(this.type) >= 0 && this.type != 0) {
			return decimal(Numbers.asDouble(value));
		}
		return integer(Numbers.big(value));
	}

	private String text(String value) {
		if (this.type != 0 && this.type != 's') {
			throw unknownType("str");
		}
		if (this.sign != 0 || this.alternate || this.grouping != 0) {
			throw PythonError.value("Sign, '#' and ',' are not allowed in string format specifier");
		}
		if (this.align == '=') {
			throw PythonError.value("'=' alignment not allowed in string format specifier");
		}
		String cut = (this.precision >= 0 && this.precision < Text.length(value))
				? Text.substring(value, 0, (int) this.precision) : value;
		return pad("", cut, '<');
	}

	private PythonError unknownType(String type) {
		return PythonError.value("Unknown format code '" + this.type + "' for object of type '" + type + "'");
	}

	private String integer(BigInteger value) {
		if (this.precision >= 0) {
			throw PythonError.value("Precision not allowed in integer format specifier");
		}
		BigInteger magnitude = value.abs();
		String prefix = "";
		String digits;
		switch (this.type) {
			case 0, 'd', 'n' -> digits = Numbers.text(magnitude);
			case 'b' -> {
				prefix = "0b";
				digits = magnitude.toString(2);
			}
			case 'o' -> {
				prefix = "0o";
				digits = magnitude.toString(8);
			}
			case 'x' -> {
				prefix = "0x";
				digits = magnitude.toString(16);
			}
			case 'X' -> {
				prefix = "0X";
				digits = magnitude.toString(16).toUpperCase(Locale.ROOT);
			}
			case 'c' -> {
				return pad("", Character.toString(magnitude.intValue()), '<');
			}
			default -> throw unknownType("int");
		}
		int size = (this.type == 0 || this.type == 'd' || this.type == 'n') ? 3 : 4;
		return pad(sign(value.signum() < 0) + (this.alternate ? prefix : ""), group(digits, size), '>');
	}

	private String decimal(double value) {
		int digits = (this.precision < 0) ? 6 : (int) this.precision;
		this.rendering.allocate(digits);
		String text;
		if (this.type == 0 && this.precision < 0) {
			text = FloatText.of(Math.abs(value));
		}
		else if (this.type == 0) {
			text = withPoint(value, digits);
		}
		else if (this.type == '%') {
			text = decimal('f', value * 100, digits, this.alternate) + "%";
		}
		else if ("eEfFgGn".indexOf(this.type) >= 0) {
			text = decimal((this.type == 'n') ? 'g' : this.type, value, digits, this.alternate);
		}
		else {
			throw unknownType("float");
		}
		boolean negative = value < 0 || 1 / value < 0;
		int end = 0;
		while (end < text.length() && NumberLexer.isDigit(text.charAt(end))) {
			end++;
		}
		return pad(sign(negative), group(text.substring(0, end), 3) + text.substring(end), '>');
	}

	/**
	 * Write as {@code g}, with at least one digit behind the point.
	 */
	private String withPoint(double value, int digits) {
		String text = decimal('g', value, digits, this.alternate);
		if (text.indexOf('e') >= 0 || text.indexOf('.') >= 0 || text.indexOf('n') >= 0) {
			return text;
		}
		return (text.length() >= Math.max(digits, 1)) ? FloatText.exponential(value, Math.max(digits - 1, 0))
				: text + ".0";
	}

	private String sign(boolean negative) {
		return negative ? "-" : (this.sign == 0 || this.sign == '-') ? "" : String.valueOf(this.sign);
	}

	private String group(String digits, int size) {
		if (this.grouping == 0) {
			return digits;
		}
		StringBuilder grouped = new StringBuilder(digits);
		for (int at = digits.length() - size; at > 0; at -= size) {
			grouped.insert(at, this.grouping);
		}
		return grouped.toString();
	}

	private String pad(String sign, String text, char defaultAlign) {
		String whole = sign + text;
		return switch ((this.align != 0) ? this.align : defaultAlign) {
			case '<' -> Padding.left(this.rendering, whole, this.width, this.fill);
			case '>' -> Padding.right(this.rendering, whole, this.width, this.fill);
			case '^' -> {
				long missing = Math.max(0, this.width - Text.length(whole));
				yield Padding.fill(this.rendering, missing / 2, this.fill) + whole
						+ Padding.fill(this.rendering, missing - missing / 2, this.fill);
			}
			default -> sign + Padding.right(this.rendering, text, this.width - sign.length(), this.fill);
		};
	}

}
