package dev.decoding.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A property has a value outside its range.
 */
class InvalidPropertyException extends IllegalArgumentException {

	private final String property;

	private final Object value;

	private final String requirement;

	InvalidPropertyException(String property, Object value, String requirement) {
		super(describe(property, value, requirement));
		this.property = property;
		this.value = value;
		this.requirement = requirement;
	}

	/**
	 * Refuse an integer that is set and below a minimum.
	 * @param property the full name of the property
	 * @param value the value, or {@code null} if it is not set
	 * @param minimum the lowest value that is allowed
	 */
	static void requireAtLeast(String property, @Nullable Integer value, int minimum) {
		if (value != null && value < minimum) {
			throw new InvalidPropertyException(property, value, "an integer of at least " + minimum);
		}
	}

	private static String describe(String property, Object value, String requirement) {
		return "'%s' is %s but must be %s.".formatted(property, (value instanceof String) ? "'" + value + "'" : value,
				requirement);
	}

	/**
	 * Describe the failure for a property of another name.
	 * @param property the full name of the property
	 * @return what is wrong with it
	 */
	String describe(String property) {
		return describe(property, this.value, this.requirement);
	}

	String getProperty() {
		return this.property;
	}

}
