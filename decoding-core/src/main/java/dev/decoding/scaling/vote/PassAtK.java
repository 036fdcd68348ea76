package dev.decoding.scaling.vote;

/**
 * How often at least one of some answers is right.
 * <p>
 * Formula: <code>1 - C(n - c, k) / C(n, k)</code>, computed as
 * <code>1 - prod_{i = n-c+1}^{n} (1 - k / i)</code>.
 * <p>
 * Source: Chen et al., <i>Evaluating Large Language Models Trained on Code</i>, 2021,
 * section 2.1.
 */
public final class PassAtK {

	private PassAtK() {
	}

	/**
	 * Estimate from some answers how likely at least one of fewer is right, without bias.
	 * @param n how many answers were looked at
	 * @param correct how many of them are right, from 0 to {@code n}
	 * @param k of how many answers at least one is to be right, from 1 to {@code n}
	 * @return the probability
	 */
	public static double estimate(int n, int correct, int k) {
		if (correct < 0 || correct > n) {
			throw new IllegalArgumentException("'correct' is %d but must be from 0 to %d".formatted(correct, n));
		}
		if (k < 1 || k > n) {
			throw new IllegalArgumentException("'k' is %d but must be from 1 to %d".formatted(k, n));
		}
		if (n - correct < k) {
			return 1;
		}
		double none = 1;
		for (int i = n - correct + 1; i <= n; i++) {
			none *= 1 - (double) k / i;
		}
		return 1 - none;
	}

}
