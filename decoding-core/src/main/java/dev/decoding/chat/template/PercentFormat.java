package dev.decoding.chat.template;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * Python's {@code text % values}.
 */
final class PercentFormat {

	private final Rendering rendering;

	private final String format;

	private final boolean escape;

	private final Object values;

	private final List<Object> positional;

	private final StringBuilder text = new StringBuilder();

	private int next;

	private int at;

	private PercentFormat(Rendering rendering, Object format, Object values) {
		this.rendering = rendering;
		this.format = Text.of(format);
		this.escape = format instanceof Markup;
		this.values = values;
		this.positional = (values instanceof TupleValue tuple) ? tuple.items() : List.of(values);
	}

	static Object format(Rendering rendering, Object format, Object values) {
		return Text.like(format, new PercentFormat(rendering, format, values).format());
	}

	private String format() {
		boolean named = false;
		while (this.at < this.format.length()) {
			char c = this.format.charAt(this.at++);
			if (c == '%') {
				named |= formatOne();
			}
			else {
				this.text.append(c);
			}
			this.rendering.checkLength(this.text.length());
		}
		if (this.next < this.positional.size() && !named && !isMapping()) {
			throw PythonError.type("not all arguments converted during string formatting");
		}
		return this.text.toString();
	}

	private boolean isMapping() {
		return !(this.values instanceof TupleValue) && !Text.isText(this.values) && this.values instanceof Value value
				&& value.hasItems();
	}

	private boolean formatOne() {
		Object value = null;
		boolean named = peek() == '(';
		if (named) {
			value = named();
		}
		StringBuilder flags = new StringBuilder();
		while ("#0- +".indexOf(peek()) >= 0) {
			flags.append(this.format.charAt(this.at++));
		}
		long width = number();
		if (width < 0) {
			flags.append('-');
			width = -width;
		}
		long precision = -1;
		if (peek() == '.') {
			this.at++;
			precision = Math.max(number(), 0);
		}
		while ("hlL".indexOf(peek()) >= 0) {
			this.at++;
		}
		char conversion = peek();
		this.at++;
		if (conversion == '%') {
			this.text.append('%');
			return named;
		}
		Object converted = (value != null) ? value : nextValue();
		String formatted = convert(conversion, converted, flags.toString(), precision);
		this.text.append(pad(formatted, flags.toString(), width, conversion));
		return named;
	}

	private Object named() {
		int depth = 1;
		int end = this.at + 1;
		while (end < this.format.length() && depth > 0) {
			char c = this.format.charAt(end++);
			depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
		}
		if (depth > 0) {
			throw PythonError.value("incomplete format key");
		}
		String key = this.format.substring(this.at + 1, end - 1);
		this.at = end;
		if (!isMapping()) {
			throw PythonError.type("format requires a mapping");
		}
		Object value = Items.find(this.values, key);
		if (value == null) {
			throw PythonError.of("KeyError", Representation.of(key));
		}
		return value;
	}

	private long number() {
		if (peek() == '*') {
			this.at++;
			Object value = nextValue();
			if (!Numbers.isInteger(value)) {
				throw PythonError.type("* wants int");
			}
			return Math.max(Numbers.index(value), -Integer.MAX_VALUE);
		}
		int start = this.at;
		while (NumberLexer.isDigit(peek())) {
			this.at++;
		}
		if (this.at - start > 9) {
			throw PythonError.value("width too big");
		}
		return (this.at == start) ? 0 : Long.parseLong(this.format.substring(start, this.at));
	}

	private Object nextValue() {
		if (this.next >= this.positional.size()) {
			throw PythonError.type("not enough arguments for format string");
		}
		return this.positional.get(this.next++);
	}

	private char peek() {
		if (this.at >= this.format.length()) {
			throw PythonError.value("incomplete format");
		}
		return this.format.charAt(this.at);
	}

	private String convert(char conversion, Object value, String flags, long precision) {
		return switch (conversion) {
			case 's' -> cut(escape(Text.of(value), value), precision);
			case 'r' -> cut(escape(Representation.of(value), None.NONE), precision);
			case 'a' -> cut(escape(Ascii.representation(value), None.NONE), precision);
			case 'c' -> character(value);
			case 'd', 'i', 'u' -> sign(integer(conversion, value, true), flags, 10, precision, "");
			case 'x' -> sign(integer(conversion, value, false), flags, 16, precision, "0x");
			case 'X' -> sign(integer(conversion, value, false), flags, 16, precision, "0X");
			case 'o' -> sign(integer(conversion, value, false), flags, 8, precision, "0o");
			case 'e', 'E', 'f', 'F', 'g', 'G' -> decimal(conversion, value, flags, precision);
			default -> throw PythonError.value("unsupported format character '" + conversion + "' (0x"
					+ Integer.toHexString(conversion) + ") at index " + (this.at - 1));
		};
	}

	private String escape(String converted, Object value) {
		return (this.escape && !(value instanceof Markup)) ? Markup.escapeText(converted) : converted;
	}

	private static String cut(String converted, long precision) {
		return (precision >= 0 && precision < Text.length(converted)) ? Text.substring(converted, 0, (int) precision)
				: converted;
	}

	private static String character(Object value) {
		if (Numbers.isInteger(value)) {
			long codePoint = Numbers.index(value);
			if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT) {
				throw PythonError.overflow("%c arg not in range(0x110000)");
			}
			return Character.toString((int) codePoint);
		}
		if (Text.isText(value) && Text.length(Text.of(value)) == 1) {
			return Text.of(value);
		}
		throw PythonError.type("%c requires int or char");
	}

	private static BigInteger integer(char conversion, Object value, boolean floats) {
		if (value instanceof Double number && floats) {
			return Numbers.big(Numbers.truncate(number));
		}
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (!Numbers.isInteger(value)) {
			throw PythonError.type("%" + conversion + " format: " + (floats ? "a real number" : "an integer")
					+ " is required, not " + Types.name(value));
		}
		return Numbers.big(value);
	}

	private String sign(BigInteger value, String flags, int radix, long precision, String prefix) {
		String digits = (radix == 10) ? Numbers.text(value.abs()) : value.abs().toString(radix);
		digits = prefix.equals("0X") ? digits.toUpperCase(Locale.ROOT) : digits;
		digits = Padding.right(this.rendering, digits, precision, "0");
		return signed(value.signum() < 0, flags) + (flags.contains("#") ? prefix : "") + digits;
	}

	private static String signed(boolean negative, String flags) {
		return negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
	}

	private String decimal(char conversion, Object value, String flags, long precision) {
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (!Numbers.isNumber(value)) {
			throw PythonError.type("must be real number, not " + Types.name(value));
		}
		double number = Numbers.asDouble(value);
		int digits = (precision < 0) ? 6 : (int) precision;
		this.rendering.allocate(digits);
		String text = FormatSpec.decimal(conversion, number, digits, flags.contains("#"));
		return signed(number < 0 || 1 / number < 0, flags) + text;
	}

	private String pad(String formatted, String flags, long width, char conversion) {
		if (flags.contains("-")) {
			return Padding.left(this.rendering, formatted, width, " ");
		}
		boolean number = "sracr".indexOf(conversion) < 0;
		if (flags.contains("0") && number && width > formatted.length()) {
			int signs = (formatted.startsWith("-") || formatted.startsWith("+") || formatted.startsWith(" ")) ? 1 : 0;
			if (flags.contains("#") && "xXo".indexOf(conversion) >= 0) {
				signs += 2;
			}
			return formatted.substring(0, signs)
					+ Padding.right(this.rendering, formatted.substring(signs), width - signs, "0");
		}
		return Padding.right(this.rendering, formatted, width, " ");
	}

}
