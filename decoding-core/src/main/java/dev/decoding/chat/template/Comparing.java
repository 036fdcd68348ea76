package dev.decoding.chat.template;

/**
 * An operator that compares two values.
 */
@FunctionalInterface
interface Comparing {

	boolean holds(Rendering rendering, Object left, Object right);

	static Comparing of(String operator) {
		return switch (operator) {
			case "==" -> (rendering, left, right) -> Equality.areEqual(left, right);
			case "!=" -> (rendering, left, right) -> !Equality.areEqual(left, right);
			case "in" -> (rendering, left, right) -> Equality.contains(rendering, right, left);
			case "not in" -> (rendering, left, right) -> !Equality.contains(rendering, right, left);
			default -> (rendering, left, right) -> Ordering.holds(operator, left, right);
		};
	}

}
