package dev.decoding.chat.template;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call of a builtin function, in the order of its parameters.
 */
final class BoundArguments {

	private final @Nullable Object[] values;

	BoundArguments(@Nullable Object[] values) {
		this.values = values;
	}

	boolean isGiven(int index) {
		return this.values[index] != null;
	}

	/**
	 * Return whether an argument is given and not {@link None}.
	 */
	boolean has(int index) {
		return this.values[index] != null && this.values[index] != None.NONE;
	}

	Object get(int index) {
		return get(index, None.NONE);
	}

	Object get(int index, Object missing) {
		Object value = this.values[index];
		return (value != null) ? value : missing;
	}

	boolean isTrue(int index, boolean missing) {
		Object value = this.values[index];
		return (value != null) ? Truth.of(value) : missing;
	}

	/**
	 * Return an argument that must be a boolean or a whole number.
	 */
	boolean flag(int index) {
		Object value = this.values[index];
		return value != null && Numbers.index(value) != 0;
	}

	/**
	 * Return an argument that must be text.
	 */
	String text(int index) {
		Object value = get(index);
		if (!Text.isText(value)) {
			if (value instanceof Undefined undefined) {
				throw undefined.error();
			}
			throw PythonError.type("expected str, not " + Types.name(value));
		}
		return Text.of(value);
	}

	String text(int index, String missing) {
		return (this.values[index] == null) ? missing : text(index);
	}

	/**
	 * Return an argument that must be a whole number.
	 */
	long integer(int index, long missing) {
		Object value = this.values[index];
		return (value != null) ? Numbers.index(value) : missing;
	}

	/**
	 * Return an argument that must be a whole number, where any beyond Java's range is as
	 * good as the largest.
	 */
	int clamped(int index, int missing) {
		Object value = this.values[index];
		if (value instanceof BigInteger big) {
			return (big.signum() < 0) ? Integer.MIN_VALUE : Integer.MAX_VALUE;
		}
		long number = integer(index, missing);
		return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
	}

}
