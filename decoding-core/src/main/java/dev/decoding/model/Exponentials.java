package dev.decoding.model;

/**
 * Sums of exponentials of many scores. Compiled to vector instructions, which
 * {@link Math#exp} is not: each loop does one thing to one array.
 * <p>
 * Formula: <code>exp(x) = exp(x / 64)^64</code> with the Taylor polynomial of degree 10,
 * for <code>x</code> from -104 to 0. The relative error is below 1e-13 for
 * <code>x &gt; -16</code> and below 2e-3 at -104, where a term no longer counts.
 */
final class Exponentials {

	/** How many scores make a block. */
	static final int BLOCK = 1024;

	/** Below it the exponential is 0 in single precision. */
	private static final double LOWEST = -104;

	private final double[] differences = new double[BLOCK];

	private final double[] exponentials = new double[BLOCK];

	private double weightedSum;

	/**
	 * Compute the exponentials of one block.
	 * @param values the scores
	 * @param start the first score of the block
	 * @param count how many scores, at most {@link #BLOCK}
	 * @param max the highest score of all
	 * @return the sum of <code>exp(value - max)</code>; NaN if a value is
	 */
	double sum(float[] values, int start, int count, float max) {
		double[] exponentials = this.exponentials;
		widen(values, start, count, exponentials);
		exponentiate(exponentials, count, max);
		return sum(exponentials, count);
	}

	/**
	 * Compute the exponentials of one block, and its share of the mean difference from
	 * the highest score.
	 * @param values the scores
	 * @param start the first score of the block
	 * @param count how many scores, at most {@link #BLOCK}
	 * @param max the highest score of all
	 * @return the sum of <code>exp(value - max)</code>, NaN if a value is; then
	 * {@link #weightedSum} is that of <code>(value - max) * exp(value - max)</code>
	 */
	double sumAndWeightedSum(float[] values, int start, int count, float max) {
		double sum = sum(values, start, count, max);
		double[] exponentials = this.exponentials;
		double[] differences = this.differences;
		widen(values, start, count, differences);
		for (int i = 0; i < count; i++) {
			differences[i] = Math.max(differences[i] - max, LOWEST) * exponentials[i];
		}
		this.weightedSum = sum(differences, count);
		return sum;
	}

	/**
	 * Return the block's share of the mean difference from the highest score.
	 * @return the sum that {@link #sumAndWeightedSum} computed last
	 */
	double weightedSum() {
		return this.weightedSum;
	}

	/**
	 * Compute the squares of the exponentials of one block.
	 * @param values the scores
	 * @param start the first score of the block
	 * @param count how many scores, at most {@link #BLOCK}
	 * @param max the highest score of all
	 * @return the sum of <code>exp(value - max)^2</code>
	 */
	double sumOfSquares(float[] values, int start, int count, float max) {
		double[] exponentials = this.exponentials;
		widen(values, start, count, exponentials);
		exponentiate(exponentials, count, max);
		for (int i = 0; i < count; i++) {
			exponentials[i] *= exponentials[i];
		}
		return sum(exponentials, count);
	}

	private static void widen(float[] values, int start, int count, double[] wide) {
		for (int i = 0; i < count; i++) {
			wide[i] = values[start + i];
		}
	}

	private static void exponentiate(double[] values, int count, double max) {
		for (int i = 0; i < count; i++) {
			double x = Math.max(values[i] - max, LOWEST) * (1.0 / 64);
			double power = x * (1.0 / 3628800) + 1.0 / 362880;
			power = power * x + 1.0 / 40320;
			power = power * x + 1.0 / 5040;
			power = power * x + 1.0 / 720;
			power = power * x + 1.0 / 120;
			power = power * x + 1.0 / 24;
			power = power * x + 1.0 / 6;
			power = power * x + 0.5;
			power = power * x + 1;
			power = power * x + 1;
			power *= power;
			power *= power;
			power *= power;
			power *= power;
			power *= power;
			values[i] = power * power;
		}
	}

	private static double sum(double[] values, int count) {
		double first = 0;
		double second = 0;
		double third = 0;
		double fourth = 0;
		int i = 0;
		for (; i + 4 <= count; i += 4) {
			first += values[i];
			second += values[i + 1];
			third += values[i + 2];
			fourth += values[i + 3];
		}
		for (; i < count; i++) {
			first += values[i];
		}
		return (first + second) + (third + fourth);
	}

}
