package dev.decoding.logits;

/**
 * A race in which a runner with the score <code>s</code> arrives after
 * <code>e * exp(max - s)</code>, where <code>e</code> has the exponential distribution:
 * it is won as often as the softmax of the scores says. Most runners are out of the
 * question as soon as one has arrived, which is told without an exponential or a
 * logarithm.
 */
final class ExponentialRace {

	/** So much a bound must be exceeded that rounding errors do not count. */
	private static final double MARGIN = 1.0001;

	private ExponentialRace() {
	}

	/**
	 * Return whether a runner cannot win.
	 * @param uniform the uniform random number that its time is made of:
	 * <code>e = -log(1 - uniform)</code>
	 * @param below the highest score less its own
	 * @param best the shortest time so far
	 * @return whether its time is certainly longer
	 */
	static boolean isLost(double uniform, double below, double best) {
		double exponential = 1 + below * (1 + below * (1.0 / 2 + below * (1.0 / 6 + below * (1.0 / 24))));
		return uniform * exponential > best * MARGIN;
	}

}
