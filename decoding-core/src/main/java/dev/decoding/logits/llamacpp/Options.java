package dev.decoding.logits.llamacpp;

/**
 * Checks of the samplers' options.
 */
final class Options {

	private Options() {
	}

	/**
	 * Refuse what is no probability.
	 * @param name the option in camel case
	 * @param value its value
	 */
	static void checkProbability(String name, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new IllegalArgumentException("'%s' is %s but must be from 0 to 1".formatted(name, value));
		}
	}

	/**
	 * Refuse what is below 0, NaN or infinite.
	 * @param name the option in camel case
	 * @param value its value
	 */
	static void checkNotNegative(String name, double value) {
		checkFinite(name, value);
		if (value < 0) {
			throw new IllegalArgumentException("'%s' is %s but must be at least 0".formatted(name, value));
		}
	}

	/**
	 * Refuse a number below 0.
	 * @param name the option in camel case
	 * @param value its value
	 */
	static void checkNotNegative(String name, int value) {
		if (value < 0) {
			throw new IllegalArgumentException("'%s' is %d but must be at least 0".formatted(name, value));
		}
	}

	/**
	 * Refuse NaN and infinities, also as a {@code float}.
	 * @param name the option in camel case
	 * @param value its value
	 */
	static void checkFinite(String name, double value) {
		if (!Float.isFinite((float) value)) {
			throw new IllegalArgumentException("'%s' is %s but must be a finite number".formatted(name, value));
		}
	}

}
