package dev.decoding.chat.template;

import java.math.BigDecimal;
import java.util.Iterator;

/**
 * Python's {@code ==} and {@code in}.
 */
final class Equality {

	private Equality() {
	}

	static boolean areEqual(Object left, Object right) {
		if (left instanceof String a && right instanceof String b) {
			return a.equals(b);
		}
		if (left instanceof Value value) {
			return value.isEqual(right);
		}
		if (right instanceof Value value) {
			return value.isEqual(left);
		}
		if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
			return areNumbersEqual(left, right);
		}
		return left.equals(right);
	}

	private static boolean areNumbersEqual(Object left, Object right) {
		if (left instanceof Long a && right instanceof Long b) {
			return a.longValue() == b.longValue();
		}
		if (left instanceof Double || right instanceof Double) {
			return compareNumbers(left, right) == 0;
		}
		return Numbers.big(left).equals(Numbers.big(right));
	}

	/**
	 * Compare two numbers.
	 * @return the sign of the difference, or 2 if one is not a number
	 */
	static int compareNumbers(Object left, Object right) {
		if (left instanceof Long a && right instanceof Long b) {
			return Long.compare(a, b);
		}
		if (left instanceof Double a && (Double.isNaN(a) || Double.isInfinite(a))
				|| right instanceof Double b && (Double.isNaN(b) || Double.isInfinite(b))) {
			return compareSpecial(left, right);
		}
		return decimal(left).compareTo(decimal(right));
	}

	private static int compareSpecial(Object left, Object right) {
		double a = (left instanceof Double number) ? number : 0;
		double b = (right instanceof Double number) ? number : 0;
		return (Double.isNaN(a) || Double.isNaN(b)) ? 2 : Double.compare(a, b);
	}

	private static BigDecimal decimal(Object number) {
		return (number instanceof Double value) ? new BigDecimal(value) : new BigDecimal(Numbers.big(number));
	}

	/**
	 * Return whether a container has an element, a key or a part.
	 */
	static boolean contains(Rendering rendering, Object container, Object element) {
		if (Text.isText(container)) {
			if (!Text.isText(element)) {
				throw PythonError.type("'in <string>' requires string as left operand, not " + Types.name(element));
			}
			return TextSearch.contains(Text.of(container), Text.of(element));
		}
		if (container instanceof DictValue dict) {
			return dict.contains(element);
		}
		Iterator<Object> elements = (container instanceof Value value) ? value.iterator() : null;
		if (elements == null) {
			throw PythonError.type("argument of type '" + Types.name(container) + "' is not iterable");
		}
		while (elements.hasNext()) {
			rendering.step();
			Object candidate = elements.next();
			if (candidate == element || areEqual(candidate, element)) {
				return true;
			}
		}
		return false;
	}

}
