package dev.decoding.mixture;

/**
 * The ranges of parameters.
 */
final class Requirements {

	private Requirements() {
	}

	static void requireFraction(String name, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new IllegalArgumentException("'%s' is %s but must be from 0 to 1".formatted(name, value));
		}
	}

	static void requireFinite(String name, double value) {
		if (!Double.isFinite(value)) {
			throw new IllegalArgumentException("'%s' is %s but must be a finite number".formatted(name, value));
		}
	}

	static void requireNotNegative(String name, double value) {
		if (!(value >= 0) || Double.isInfinite(value)) {
			throw new IllegalArgumentException("'%s' is %s but must be at least 0".formatted(name, value));
		}
	}

	static void requirePositive(String name, double value) {
		if (!(value > 0) || Double.isInfinite(value)) {
			throw new IllegalArgumentException("'%s' is %s but must be greater than 0".formatted(name, value));
		}
	}

}
