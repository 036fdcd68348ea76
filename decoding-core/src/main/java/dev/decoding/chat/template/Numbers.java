package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Python's numbers: integers of any size, of which {@link Long} is the usual one, floats
 * and booleans.
 */
final class Numbers {

	private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

	private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

	private static final Pattern FLOAT = Pattern
		.compile("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");

	private static final Pattern SPECIAL = Pattern.compile("(?i)([+-]?)(inf|infinity|nan)");

	private static final int MAX_DIGITS = 4300;

	private Numbers() {
	}

	static Object canonical(BigInteger value) {
		return (value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0) ? (Object) value.longValue() : value;
	}

	static boolean isInteger(Object value) {
		return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
	}

	static boolean isNumber(Object value) {
		return value instanceof Double || isInteger(value);
	}

	static BigInteger big(Object value) {
		if (value instanceof BigInteger big) {
			return big;
		}
		return BigInteger.valueOf((value instanceof Boolean bool) ? (bool ? 1 : 0) : (Long) value);
	}

	static double asDouble(Object value) {
		if (value instanceof Double number) {
			return number;
		}
		if (value instanceof Long number) {
			return number;
		}
		double number = big(value).doubleValue();
		if (Double.isInfinite(number)) {
			throw PythonError.overflow("int too large to convert to float");
		}
		return number;
	}

	/**
	 * Return a value that is used as an index or a count.
	 */
	static long index(Object value) {
		if (value instanceof Long number) {
			return number;
		}
		if (value instanceof Boolean bool) {
			return bool ? 1 : 0;
		}
		if (value instanceof BigInteger) {
			throw PythonError.overflow("Python int too large to convert to C ssize_t");
		}
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		throw PythonError.type("'" + Types.name(value) + "' object cannot be interpreted as an integer");
	}

	/**
	 * Cut a float to an integer.
	 */
	static Object truncate(double value) {
		if (Double.isNaN(value)) {
			throw PythonError.value("cannot convert float NaN to integer");
		}
		if (Double.isInfinite(value)) {
			throw PythonError.overflow("cannot convert float infinity to integer");
		}
		return canonical(new BigDecimal(value).toBigInteger());
	}

	static String text(BigInteger value) {
		String digits = (value.bitLength() > MAX_DIGITS * 4) ? "" : value.toString();
		if (digits.isEmpty() || digits.length() - ((value.signum() < 0) ? 1 : 0) > MAX_DIGITS) {
			throw PythonError.value("Exceeds the limit (" + MAX_DIGITS
					+ " digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
		}
		return digits;
	}

	/**
	 * Parse an integer as Python's {@code int} does.
	 * @return the integer, or {@code null} if the text is none
	 */
	static @Nullable Object parseInteger(String text, int base) {
		String digits = Whitespace.stripLeading(Whitespace.stripTrailing(text));
		boolean negative = digits.startsWith("-");
		if (negative || digits.startsWith("+")) {
			digits = digits.substring(1);
		}
		int radix = base;
		int prefixed = prefix(digits);
		if (prefixed != 0 && (base == 0 || base == prefixed)) {
			radix = prefixed;
			digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
		}
		else if (base == 0) {
			radix = 10;
			if (digits.startsWith("0") && !digits.replaceAll("[0_]", "").isEmpty()) {
				return null;
			}
		}
		if (digits.isEmpty() || digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")
				|| digits.startsWith("-") || digits.startsWith("+")) {
			return null;
		}
		digits = digits.replace("_", "");
		if (digits.length() > MAX_DIGITS) {
			throw PythonError.value("Exceeds the limit (" + MAX_DIGITS + " digits) for integer string conversion");
		}
		try {
			BigInteger value = new BigInteger(digits, radix);
			return canonical(negative ? value.negate() : value);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static int prefix(String digits) {
		if (digits.length() < 3 || digits.charAt(0) != '0') {
			return 0;
		}
		return switch (Character.toLowerCase(digits.charAt(1))) {
			case 'b' -> 2;
			case 'o' -> 8;
			case 'x' -> 16;
			default -> 0;
		};
	}

	/**
	 * Parse a float as Python's {@code float} does.
	 * @return the float, or {@code null} if the text is none
	 */
	static @Nullable Double parseFloat(String text) {
		String number = Whitespace.stripLeading(Whitespace.stripTrailing(text));
		if (FLOAT.matcher(number).matches()) {
			return Double.valueOf(number.replace("_", ""));
		}
		if (SPECIAL.matcher(number).matches()) {
			if (number.toLowerCase(Locale.ROOT).endsWith("nan")) {
				return Double.NaN;
			}
			return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
		}
		return null;
	}

}
