package dev.decoding.scaling.steps;

/**
 * Refuses numbers that make no search.
 */
final class Limits {

	private Limits() {
	}

	static int atLeast(int least, int value, String name) {
		if (value < least) {
			throw new IllegalArgumentException("'%s' is %d but must be at least %d".formatted(name, value, least));
		}
		return value;
	}

	static double share(double value, String name) {
		if (!(value >= 0 && value <= 1)) {
			throw new IllegalArgumentException("'%s' is %s but must be from 0 to 1".formatted(name, value));
		}
		return value;
	}

	/**
	 * Return how many of so many beams come of each that is kept, where nothing says it.
	 */
	static int squareRoot(int beams) {
		return Math.max(1, (int) Math.round(Math.sqrt(beams)));
	}

}
