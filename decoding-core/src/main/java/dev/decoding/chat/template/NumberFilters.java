package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * Filters that make numbers.
 */
final class NumberFilters {

	private NumberFilters() {
	}

	static void register(Filters.Registry registry) {
		registry.add("abs", "x", (r, a) -> absolute(a.get(0))).add("int", "value, default=, base=", (r, a) -> {
			Object value = toInteger(a.get(0), (int) a.integer(2, 10));
			return (value != null) ? value : a.get(1, 0L);
		}).add("float", "value, default=", (r, a) -> {
			Double value = toFloatOrNull(a.get(0));
			return (value != null) ? (Object) value : a.get(1, 0.0);
		})
			.add("round", "value, precision=, method=", NumberFilters::round)
			.add("sum", "iterable, attribute=, start=", NumberFilters::sum)
			.add("length,count", "obj", (r, a) -> (long) Iteration.length(a.get(0)));
	}

	private static Object absolute(Object value) {
		if (value instanceof Double number) {
			return Math.abs(number);
		}
		if (!Numbers.isInteger(value)) {
			if (value instanceof Undefined undefined) {
				throw undefined.error();
			}
			throw PythonError.type("bad operand type for abs(): '" + Types.name(value) + "'");
		}
		return Numbers.canonical(Numbers.big(value).abs());
	}

	private static @Nullable Object toInteger(Object value, int base) {
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (base != 0 && (base < 2 || base > 36)) {
			return null;
		}
		if (Numbers.isInteger(value)) {
			return Numbers.canonical(Numbers.big(value));
		}
		if (value instanceof Double number) {
			return Double.isNaN(number) ? null : Numbers.truncate(number);
		}
		if (!Text.isText(value)) {
			return null;
		}
		Object integer = Numbers.parseInteger(Text.of(value), base);
		if (integer != null) {
			return integer;
		}
		Double number = Numbers.parseFloat(Text.of(value));
		return (number == null || Double.isNaN(number) || Double.isInfinite(number)) ? null : Numbers.truncate(number);
	}

	private static @Nullable Double toFloatOrNull(Object value) {
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (Numbers.isNumber(value)) {
			return Numbers.asDouble(Numbers.isInteger(value) ? Numbers.big(value) : value);
		}
		return Text.isText(value) ? Numbers.parseFloat(Text.of(value)) : null;
	}

	/**
	 * Make a float as Python's {@code float} does.
	 */
	static double toFloat(Object value) {
		Double number = toFloatOrNull(value);
		if (number != null) {
			return number;
		}
		if (Text.isText(value)) {
			throw PythonError.value("could not convert string to float: " + Representation.of(value));
		}
		throw PythonError.type("float() argument must be a string or a real number, not '" + Types.name(value) + "'");
	}

	private static Object round(Rendering rendering, BoundArguments arguments) {
		Object value = arguments.get(0);
		String method = Text.of(arguments.get(2, "common"));
		if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
			throw PythonError.argument("method must be common, ceil or floor");
		}
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (!Numbers.isNumber(value)) {
			throw PythonError.type("type " + Types.name(value) + " doesn't define __round__ method");
		}
		int precision = (int) Math.max(-400, Math.min(400, arguments.integer(1, 0)));
		if (method.equals("common")) {
			return roundCommon(value, precision);
		}
		Object factor = NumberArithmetic.apply("**", 10L, (long) precision);
		Object scaled = NumberArithmetic.apply("*", value, factor);
		if (scaled instanceof Double number) {
			scaled = Numbers.truncate(method.equals("ceil") ? Math.ceil(number) : Math.floor(number));
		}
		return NumberArithmetic.apply("/", scaled, factor);
	}

	private static Object roundCommon(Object value, int precision) {
		if (value instanceof Double number) {
			if (Double.isNaN(number) || Double.isInfinite(number)) {
				return number;
			}
			double rounded = new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
			return Math.copySign(rounded, number);
		}
		BigInteger integer = Numbers.big(value);
		return Numbers.canonical((precision >= 0) ? integer
				: new BigDecimal(integer).setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
	}

	private static Object sum(Rendering rendering, BoundArguments arguments) {
		AttributePath path = AttributePath.of(arguments.get(1));
		Object sum = arguments.get(2, 0L);
		if (Text.isText(sum)) {
			throw PythonError.type("sum() can't sum strings [use ''.join(seq) instead]");
		}
		Iterator<Object> items = Iteration.of(rendering, arguments.get(0));
		while (items.hasNext()) {
			sum = Arithmetic.apply(rendering, "+", sum, path.get(items.next()));
		}
		return sum;
	}

}
