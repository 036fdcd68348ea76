package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of numbers and of {@code None}, which has none.
 */
final class NumberMethods {

	private static final Methods INTEGER = new Methods("int")
		.add("bit_length", "/", (rendering, arguments) -> (long) Numbers.big(arguments.get(0)).abs().bitLength())
		.add("bit_count", "/", (rendering, arguments) -> (long) Numbers.big(arguments.get(0)).abs().bitCount())
		.add("conjugate", "/", (rendering, arguments) -> arguments.get(0))
		.add("as_integer_ratio", "/", (rendering, arguments) -> TupleValue.of(arguments.get(0), 1L))
		.refuse("to_bytes", "from_bytes");

	private static final Methods FLOAT = new Methods("float").add("is_integer", "/", (rendering, arguments) -> {
		double number = Numbers.asDouble(arguments.get(0));
		return number == Math.rint(number) && !Double.isInfinite(number);
	})
		.add("conjugate", "/", (rendering, arguments) -> arguments.get(0))
		.add("as_integer_ratio", "/", (rendering, arguments) -> ratio(Numbers.asDouble(arguments.get(0))))
		.refuse("hex", "fromhex");

	private NumberMethods() {
	}

	static @Nullable Object find(Object number, String name) {
		if (!Numbers.isNumber(number)) {
			return null;
		}
		Object integer = (number instanceof Boolean) ? Numbers.canonical(Numbers.big(number)) : number;
		return switch (name) {
			case "real" -> integer;
			case "imag" -> (number instanceof Double) ? (Object) 0.0 : (Object) 0L;
			case "numerator" -> (number instanceof Double) ? null : integer;
			case "denominator" -> (number instanceof Double) ? null : (Object) 1L;
			default -> ((number instanceof Double) ? FLOAT : INTEGER).find(integer, name);
		};
	}

	private static Object ratio(double number) {
		if (Double.isNaN(number) || Double.isInfinite(number)) {
			throw PythonError.value("cannot convert " + FloatText.of(number) + " to integer ratio");
		}
		BigDecimal exact = new BigDecimal(number);
		BigInteger denominator = (exact.scale() > 0) ? BigInteger.TEN.pow(exact.scale()) : BigInteger.ONE;
		BigInteger numerator = exact.multiply(new BigDecimal(denominator)).toBigIntegerExact();
		BigInteger divisor = numerator.gcd(denominator).max(BigInteger.ONE);
		return TupleValue.of(Numbers.canonical(numerator.divide(divisor)),
				Numbers.canonical(denominator.divide(divisor)));
	}

}
