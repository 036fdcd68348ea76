package dev.decoding.scaling.vote;

import java.util.Arrays;

/**
 * The value below which a share of others lies, interpolated linearly as NumPy does.
 */
final class Percentile {

	private Percentile() {
	}

	/**
	 * Find it.
	 * @param values the values, at least one
	 * @param share the share that lies below, from 0 to 1
	 * @return the value
	 */
	static double of(double[] values, double share) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		double position = share * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
	}

}
