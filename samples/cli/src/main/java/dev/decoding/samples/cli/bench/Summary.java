package dev.decoding.samples.cli.bench;

import java.util.Arrays;

/**
 * Median and range of repeated measurements.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the lowest
 * @param max the highest
 */
public record Summary(double median, double min, double max) {

	/**
	 * Summarise measurements.
	 * @param values at least one
	 * @return their median and range
	 */
	public static Summary of(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Summary(median, sorted[0], sorted[sorted.length - 1]);
	}

}
