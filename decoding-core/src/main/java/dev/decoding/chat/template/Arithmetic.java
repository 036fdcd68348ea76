package dev.decoding.chat.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Python's arithmetic operators.
 */
final class Arithmetic {

	private Arithmetic() {
	}

	static Object apply(Rendering rendering, String operator, Object left, Object right) {
		if (left instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (operator.equals("%") && Text.isText(left)) {
			return PercentFormat.format(rendering, left, right);
		}
		if (right instanceof Undefined undefined) {
			throw undefined.error();
		}
		return switch (operator) {
			case "+" -> add(rendering, left, right);
			case "*" -> multiply(rendering, left, right);
			default -> NumberArithmetic.apply(operator, left, right);
		};
	}

	static Object add(Rendering rendering, Object left, Object right) {
		if (left instanceof Markup || right instanceof Markup) {
			return addMarkup(rendering, left, right);
		}
		if (left instanceof String a && right instanceof String b) {
			rendering.allocate((long) a.length() + b.length());
			return a.concat(b);
		}
		if (left instanceof SequenceValue a && right instanceof SequenceValue b && a.typeName().equals(b.typeName())) {
			rendering.allocate((long) a.length() + b.length());
			List<Object> items = new ArrayList<>(a.length() + b.length());
			items.addAll(a.items());
			items.addAll(b.items());
			return a.with(items);
		}
		if (left instanceof String || left instanceof SequenceValue) {
			String type = Types.name(left);
			throw PythonError.type("can only concatenate " + type + " (not \"" + Types.name(right) + "\") to " + type);
		}
		return NumberArithmetic.apply("+", left, right);
	}

	private static Object addMarkup(Rendering rendering, Object left, Object right) {
		if (!Text.isText(left) || !Text.isText(right)) {
			throw NumberArithmetic.unsupported("+", left, right);
		}
		String first = Markup.escape(left).text();
		String second = Markup.escape(right).text();
		rendering.allocate((long) first.length() + second.length());
		return new Markup(first + second);
	}

	private static Object multiply(Rendering rendering, Object left, Object right) {
		if (isRepeatable(left)) {
			return repeat(rendering, left, right);
		}
		return isRepeatable(right) ? repeat(rendering, right, left) : NumberArithmetic.apply("*", left, right);
	}

	private static boolean isRepeatable(Object value) {
		return Text.isText(value) || value instanceof SequenceValue;
	}

	private static Object repeat(Rendering rendering, Object value, Object count) {
		if (!Numbers.isInteger(count)) {
			throw PythonError.type("can't multiply sequence by non-int of type '" + Types.name(count) + "'");
		}
		BigInteger wanted = Numbers.big(count).max(BigInteger.ZERO);
		int length = Text.isText(value) ? Text.of(value).length() : ((SequenceValue) value).length();
		rendering.allocate(wanted.multiply(BigInteger.valueOf(length)));
		int times = (length == 0) ? 0 : wanted.intValue();
		if (Text.isText(value)) {
			return Text.like(value, Text.of(value).repeat(times));
		}
		SequenceValue sequence = (SequenceValue) value;
		List<Object> items = new ArrayList<>(length * times);
		for (int i = 0; i < times; i++) {
			items.addAll(sequence.items());
		}
		return sequence.with(items);
	}

	static Object unary(String operator, Object operand) {
		if (operand instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (!Numbers.isNumber(operand)) {
			throw PythonError.type("bad operand type for unary " + operator + ": '" + Types.name(operand) + "'");
		}
		if (operator.equals("+")) {
			return (operand instanceof Boolean) ? Numbers.canonical(Numbers.big(operand)) : operand;
		}
		return (operand instanceof Double number) ? (Object) (-number)
				: Numbers.canonical(Numbers.big(operand).negate());
	}

}
