package dev.decoding.scaling.chain;

import java.util.Arrays;

/**
 * A mean of values that follow one another in a {@link MarkovChain}, and how far off it
 * may be.
 * <p>
 * Formula: of batches of <code>b = floor(sqrt(n))</code> values each, the means vary by
 * <code>s_b^2</code>, so the mean of all by <code>s_b^2 * b / n</code>. Independent
 * values with that error would be <code>n * s^2 / (b * s_b^2)</code> many: the effective
 * sample size.
 * <p>
 * Source: Flegal, Haran, Jones, <i>Markov Chain Monte Carlo: Can We Trust the Third
 * Significant Figure?</i>, 2008 (batch means).
 *
 * @param mean the mean
 * @param standardError its standard error
 * @param effectiveSampleSize how many independent values would tell as much; as many as
 * there are if all are equal
 */
public record Estimate(double mean, double standardError, double effectiveSampleSize) {

	static final int LEAST = 4;

	/**
	 * Estimate a mean.
	 * @param values the values in order, at least 4
	 * @return the estimate
	 */
	public static Estimate of(double... values) {
		if (values.length < LEAST) {
			throw new IllegalArgumentException("There are %d values but an estimate by batch means needs at least %d"
				.formatted(values.length, LEAST));
		}
		int size = (int) Math.sqrt(values.length);
		int batches = values.length / size;
		double[] means = new double[batches];
		for (int i = 0; i < batches; i++) {
			means[i] = mean(Arrays.copyOfRange(values, i * size, (i + 1) * size));
		}
		double variance = variance(values);
		double asymptotic = size * variance(means);
		return new Estimate(mean(values), Math.sqrt(asymptotic / values.length),
				(asymptotic > 0) ? values.length * variance / asymptotic : values.length);
	}

	private static double mean(double[] values) {
		return Arrays.stream(values).average().orElseThrow();
	}

	private static double variance(double[] values) {
		double mean = mean(values);
		return Arrays.stream(values).map((value) -> (value - mean) * (value - mean)).sum() / (values.length - 1);
	}

	/**
	 * Return whether the mean may well be some value.
	 * @param value the value
	 * @param errors how many standard errors it may be off: 1.96 for 95 percent
	 * @return whether it lies in the interval
	 */
	public boolean includes(double value, double errors) {
		return Math.abs(value - this.mean) <= errors * this.standardError;
	}

}
