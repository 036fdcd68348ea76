package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Python's arithmetic of numbers.
 */
final class NumberArithmetic {

	private static final long MAX_BITS = 100_000;

	private NumberArithmetic() {
	}

	static Object apply(String operator, Object left, Object right) {
		if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
			throw unsupported(operator, left, right);
		}
		if (left instanceof Double || right instanceof Double) {
			return floats(operator, Numbers.asDouble(left), Numbers.asDouble(right));
		}
		if (left instanceof Long a && right instanceof Long b) {
			if (operator.equals("+") && ((a ^ (a + b)) & (b ^ (a + b))) >= 0) {
				return a + b;
			}
			if (operator.equals("-") && ((a ^ b) & (a ^ (a - b))) >= 0) {
				return a - b;
			}
			if (operator.equals("%") && b != 0) {
				return Math.floorMod(a, b);
			}
		}
		return integers(operator, Numbers.big(left), Numbers.big(right));
	}

	static PythonError unsupported(String operator, Object left, Object right) {
		return PythonError.type("unsupported operand type(s) for " + (operator.equals("**") ? "** or pow()" : operator)
				+ ": '" + Types.name(left) + "' and '" + Types.name(right) + "'");
	}

	private static Object integers(String operator, BigInteger a, BigInteger b) {
		return switch (operator) {
			case "+" -> Numbers.canonical(a.add(b));
			case "-" -> Numbers.canonical(a.subtract(b));
			case "*" -> {
				limit((long) a.bitLength() + b.bitLength());
				yield Numbers.canonical(a.multiply(b));
			}
			case "/" -> divide(a, b);
			case "//" -> Numbers.canonical(floorDivide(a, nonZero(b)));
			case "%" -> Numbers.canonical(a.subtract(floorDivide(a, nonZero(b)).multiply(b)));
			default -> power(a, b);
		};
	}

	private static void limit(double bits) {
		if (bits > MAX_BITS) {
			throw PythonError.limit("a number of more than " + MAX_BITS + " bits");
		}
	}

	private static BigInteger nonZero(BigInteger divisor) {
		if (divisor.signum() == 0) {
			throw divisionByZero("integer division or modulo by zero");
		}
		return divisor;
	}

	private static PythonError divisionByZero(String message) {
		return PythonError.of("ZeroDivisionError", message);
	}

	private static Object divide(BigInteger a, BigInteger b) {
		if (b.signum() == 0) {
			throw divisionByZero("division by zero");
		}
		if (a.bitLength() <= 53 && b.bitLength() <= 53) {
			return a.doubleValue() / b.doubleValue();
		}
		double quotient = new BigDecimal(a).divide(new BigDecimal(b), new MathContext(60)).doubleValue();
		if (Double.isInfinite(quotient)) {
			throw PythonError.overflow("integer division result too large for a float");
		}
		return quotient;
	}

	private static BigInteger floorDivide(BigInteger a, BigInteger b) {
		BigInteger[] parts = a.divideAndRemainder(b);
		return (parts[1].signum() != 0 && parts[1].signum() != b.signum()) ? parts[0].subtract(BigInteger.ONE)
				: parts[0];
	}

	private static Object power(BigInteger base, BigInteger exponent) {
		if (exponent.signum() < 0) {
			return floatPower(Numbers.asDouble(base), Numbers.asDouble(exponent));
		}
		if (base.abs().bitLength() <= 1) {
			return (exponent.signum() == 0 || base.signum() > 0) ? (Object) 1L
					: (base.signum() == 0) ? (Object) 0L : (Object) (exponent.testBit(0) ? -1L : 1L);
		}
		limit(base.bitLength() * exponent.doubleValue());
		return Numbers.canonical(base.pow(exponent.intValueExact()));
	}

	private static Object floats(String operator, double a, double b) {
		return switch (operator) {
			case "+" -> a + b;
			case "-" -> a - b;
			case "*" -> a * b;
			case "/" -> {
				if (b == 0) {
					throw divisionByZero("float division by zero");
				}
				yield a / b;
			}
			case "//" -> floorDivide(a, b);
			case "%" -> modulo(a, b);
			default -> floatPower(a, b);
		};
	}

	private static double modulo(double a, double b) {
		if (b == 0) {
			throw divisionByZero("float modulo");
		}
		double remainder = a % b;
		if (remainder == 0) {
			return Math.copySign(0, b);
		}
		return ((b < 0) != (remainder < 0)) ? remainder + b : remainder;
	}

	private static double floorDivide(double a, double b) {
		if (b == 0) {
			throw divisionByZero("float floor division by zero");
		}
		double quotient = (a - modulo(a, b)) / b;
		if (quotient == 0) {
			return Math.copySign(0, a / b);
		}
		double floor = Math.floor(quotient);
		return (quotient - floor > 0.5) ? floor + 1 : floor;
	}

	private static Object floatPower(double base, double exponent) {
		if (base == 0 && exponent < 0) {
			throw divisionByZero("0.0 cannot be raised to a negative power");
		}
		if (base < 0 && exponent != Math.rint(exponent) && !Double.isInfinite(base)) {
			throw PythonError.type("complex numbers are not supported in templates");
		}
		double power = (base == 1) ? 1 : Math.pow(base, exponent);
		if (Double.isInfinite(power) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
			throw PythonError.overflow("(34, 'Numerical result out of range')");
		}
		return power;
	}

}
