package dev.decoding.chat.template;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Python's {@code <} and the like.
 */
final class Ordering {

	private Ordering() {
	}

	/**
	 * Compare two values.
	 * @param operator the operator, for the error
	 * @return whether it holds
	 * @throws PythonError if the values have no order
	 */
	static boolean holds(String operator, Object left, Object right) {
		int order = compare(operator, left, right);
		return switch (operator) {
			case "<" -> order == -1;
			case "<=" -> order == -1 || order == 0;
			case ">" -> order == 1;
			default -> order == 1 || order == 0;
		};
	}

	static int compare(Object left, Object right) {
		return compare("<", left, right);
	}

	private static int compare(String operator, Object left, Object right) {
		if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
			int order = Equality.compareNumbers(left, right);
			return (order == 2) ? 2 : Integer.signum(order);
		}
		if (Text.isText(left) && Text.isText(right)) {
			return Integer.signum(Text.compare(Text.of(left), Text.of(right)));
		}
		if (left instanceof SequenceValue a && right instanceof SequenceValue b && a.getClass() == b.getClass()) {
			return compare(operator, a.items(), b.items());
		}
		if (left instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (right instanceof Undefined undefined) {
			throw undefined.error();
		}
		throw PythonError.type("'" + operator + "' not supported between instances of '" + Types.name(left) + "' and '"
				+ Types.name(right) + "'");
	}

	private static int compare(String operator, List<Object> left, List<Object> right) {
		for (int i = 0; i < left.size() && i < right.size(); i++) {
			if (!Equality.areEqual(left.get(i), right.get(i))) {
				return compare(operator, left.get(i), right.get(i));
			}
		}
		return Integer.compare(left.size(), right.size());
	}

	/**
	 * Sort as Python's {@code sorted} does: elements that are equal keep their order,
	 * even in reverse.
	 */
	static <T> void sort(Rendering rendering, List<T> elements, Function<T, Object> key, boolean reverse) {
		Comparator<T> order = (a, b) -> {
			Object first = key.apply(a);
			Object second = key.apply(b);
			rendering.compared(first);
			return (compare(first, second) == -1) ? -1 : (compare(second, first) == -1) ? 1 : 0;
		};
		elements.sort(reverse ? (a, b) -> order.compare(b, a) : order);
	}

}
