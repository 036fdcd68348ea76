package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How Python writes floats: the shortest digits that read back as the same number, and
 * {@code printf}'s formats.
 */
final class FloatText {

	private static final int MAX_DIGITS = 17;

	/** No float has more digits behind its point, or in all. */
	private static final int MAX_EXACT = 1100;

	private FloatText() {
	}

	/**
	 * Return what {@code repr} says.
	 */
	static String of(double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			return special(value);
		}
		if (value == Math.rint(value) && Math.abs(value) < 1e15) {
			return (value == 0 && 1 / value < 0) ? "-0.0" : (long) value + ".0";
		}
		BigDecimal digits = shortest(value);
		int exponent = digits.precision() - digits.scale() - 1;
		if (exponent < -4 || exponent >= 16) {
			return scientific(digits.stripTrailingZeros(), exponent);
		}
		String plain = digits.stripTrailingZeros().toPlainString();
		return (plain.indexOf('.') < 0) ? plain + ".0" : plain;
	}

	static String special(double value) {
		return Double.isNaN(value) ? "nan" : (value > 0) ? "inf" : "-inf";
	}

	private static BigDecimal shortest(double value) {
		BigDecimal exact = new BigDecimal(value);
		for (int precision = 1; precision < MAX_DIGITS; precision++) {
			BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
			if (rounded.doubleValue() == value) {
				return rounded;
			}
		}
		return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
	}

	private static String scientific(BigDecimal value, int exponent) {
		String digits = value.unscaledValue().abs().toString();
		String sign = (value.signum() < 0) ? "-" : "";
		String fraction = (digits.length() > 1) ? "." + digits.substring(1) : "";
		return sign + digits.charAt(0) + fraction + exponent(exponent);
	}

	private static String exponent(int exponent) {
		return ((exponent < 0) ? "e-" : "e+") + ((Math.abs(exponent) < 10) ? "0" : "") + Math.abs(exponent);
	}

	/**
	 * Write without a sign and with a number of digits behind the point, as {@code %f}.
	 */
	static String fixed(double value, int precision) {
		int exact = Math.min(precision, MAX_EXACT);
		String digits = new BigDecimal(Math.abs(value)).setScale(exact, RoundingMode.HALF_EVEN).toPlainString();
		return digits + "0".repeat(precision - exact);
	}

	/**
	 * Write without a sign and with an exponent, as {@code %e}.
	 */
	static String exponential(double value, int precision) {
		BigDecimal number = new BigDecimal(Math.abs(value));
		if (number.signum() == 0) {
			return "0" + ((precision > 0) ? "." + "0".repeat(precision) : "") + "e+00";
		}
		int exact = Math.min(precision, MAX_EXACT) + 1;
		BigDecimal rounded = number.round(new MathContext(exact, RoundingMode.HALF_EVEN));
		int exponent = rounded.precision() - rounded.scale() - 1;
		StringBuilder digits = new StringBuilder(rounded.unscaledValue().toString());
		while (digits.length() < precision + 1) {
			digits.append('0');
		}
		String fraction = (precision > 0) ? "." + digits.substring(1, precision + 1) : "";
		return digits.charAt(0) + fraction + exponent(exponent);
	}

	/**
	 * Write without a sign with a number of significant digits, as {@code %g}.
	 */
	static String general(double value, int significant, boolean keepZeros) {
		int precision = Math.max(significant, 1);
		String scientific = exponential(value, precision - 1);
		int at = scientific.indexOf('e');
		int exponent = Integer.parseInt(scientific.substring(at + 1));
		if (exponent < -4 || exponent >= precision) {
			return (keepZeros ? scientific.substring(0, at) : trim(scientific.substring(0, at)))
					+ scientific.substring(at);
		}
		String fixed = fixed(value, precision - 1 - exponent);
		return keepZeros ? fixed : trim(fixed);
	}

	private static String trim(String digits) {
		if (digits.indexOf('.') < 0) {
			return digits;
		}
		int end = digits.length();
		while (digits.charAt(end - 1) == '0') {
			end--;
		}
		return digits.substring(0, (digits.charAt(end - 1) == '.') ? end - 1 : end);
	}

}
