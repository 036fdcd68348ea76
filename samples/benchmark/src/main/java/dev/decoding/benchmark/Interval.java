package dev.decoding.benchmark;

import java.util.Arrays;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * A mean over problems, and where it would be on other problems like them: the middle 95
 * per cent of the means of problems drawn again from these, with replacement.
 *
 * @param value the mean
 * @param low where the interval begins
 * @param high where it ends
 */
public record Interval(double value, double low, double high) {

	private static final int RESAMPLES = 2000;

	private static final double OUTSIDE = 0.025;

	private static final long SEED = 95;

	/**
	 * Draw problems again. The same draws are used each time, so that what is compared
	 * with something else is so on the same problems.
	 * @param values a value for each problem
	 * @return the interval, of not-a-number without a problem
	 */
	static Interval of(double[] values) {
		if (values.length == 0) {
			return new Interval(Double.NaN, Double.NaN, Double.NaN);
		}
		double[] means = new double[RESAMPLES];
		for (int resample = 0; resample < RESAMPLES; resample++) {
			RandomNumbers random = RandomNumbers.of(SEED, resample);
			double sum = 0;
			for (int i = 0; i < values.length; i++) {
				sum += values[random.between(0, values.length - 1)];
			}
			means[resample] = sum / values.length;
		}
		Arrays.sort(means);
		int out = (int) (OUTSIDE * RESAMPLES);
		return new Interval(Arrays.stream(values).average().orElse(Double.NaN), means[out], means[RESAMPLES - 1 - out]);
	}

	/**
	 * Return this interval in other units.
	 */
	Interval times(double factor) {
		return new Interval(this.value * factor, this.low * factor, this.high * factor);
	}

}
