package dev.decoding.model;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The highest scores of a row, found without looking at each score by itself: the row is
 * laid over itself in lanes, of which a loop without branches finds the maxima, and only
 * lanes with a high maximum are then looked into.
 */
final class Lanes {

	static final int WIDTH = 4096;

	private final float[] values;

	private final int count;

	/** The highest value at every index that is congruent; NaN if there is one. */
	private final float[] maxima;

	private Lanes(float[] values, int count, float[] maxima) {
		this.values = values;
		this.count = count;
		this.maxima = maxima;
	}

	/**
	 * Lay a row in lanes.
	 * @param values the scores
	 * @param count how many of them, from the first
	 * @return the lanes
	 */
	static Lanes of(float[] values, int count) {
		int width = Math.min(WIDTH, count);
		float[] maxima = Arrays.copyOf(values, width);
		float[] block = new float[width];
		int start = width;
		for (; width > 0 && start + width <= count; start += width) {
			System.arraycopy(values, start, block, 0, width);
			raise(maxima, block);
		}
		for (int i = start; i < count; i++) {
			maxima[i - start] = Math.max(maxima[i - start], values[i]);
		}
		return new Lanes(values, count, maxima);
	}

	private static void raise(float[] maxima, float[] block) {
		for (int i = 0; i < maxima.length; i++) {
			maxima[i] = Math.max(maxima[i], block[i]);
		}
	}

	/**
	 * Return the highest score.
	 * @return the score; NaN if one is, negative infinity if there is none
	 */
	float max() {
		float max = Float.NEGATIVE_INFINITY;
		for (float maximum : this.maxima) {
			max = Math.max(max, maximum);
		}
		return max;
	}

	/**
	 * Find the highest score.
	 * @return the lowest index that has it; -1 if a score is NaN or there is none above
	 * negative infinity
	 */
	int firstHighest() {
		float max = max();
		if (!(max > Float.NEGATIVE_INFINITY)) {
			return -1;
		}
		int first = this.count;
		for (int lane = 0; lane < this.maxima.length; lane++) {
			if (this.maxima[lane] == max) {
				int i = lane;
				while (i < first && this.values[i] != max) {
					i += this.maxima.length;
				}
				first = Math.min(first, i);
			}
		}
		return first;
	}

	/**
	 * Find the highest scores.
	 * @param k how many, at least 1
	 * @return the indices of at least so many scores, highest first, and of all that are
	 * equal to the k-th one unless that is negative infinity; of equal scores the first
	 * is first
	 */
	int[] highest(int k) {
		float threshold = (k < this.count) ? Math.max(lowerBound(k), -Float.MAX_VALUE) : -Float.MAX_VALUE;
		int[] indices = Objects.requireNonNull(atLeast(threshold, this.count));
		Highest.sort(this.values, indices);
		return (indices.length < k) ? withRemoved(indices, Math.min(k, this.count)) : indices;
	}

	/**
	 * Add the first scores that are negative infinity, so that a row with few others need
	 * not be sorted.
	 */
	private int[] withRemoved(int[] indices, int size) {
		int[] more = Arrays.copyOf(indices, size);
		for (int i = 0, next = indices.length; next < size; i++) {
			if (this.values[i] == Float.NEGATIVE_INFINITY) {
				more[next++] = i;
			}
		}
		return more;
	}

	/**
	 * Return a score that at least so many scores reach: the k-th highest maximum, since
	 * every lane has a score of its own. With too many for that, the k-th score itself.
	 */
	private float lowerBound(int k) {
		boolean few = k <= this.maxima.length / 4;
		float[] among = few ? this.maxima : this.values;
		int end = few ? this.maxima.length : this.count;
		Highest highest = new Highest(Math.min(k, end));
		for (int i = 0; i < end; i++) {
			highest.offer(among[i], i);
		}
		return among[highest.lowest()];
	}

	/**
	 * Find the scores that reach a threshold.
	 * @param threshold the threshold
	 * @param most how many to look for
	 * @return their indices in ascending order, those of NaN included; {@code null} if
	 * there are too many
	 */
	int @Nullable [] atLeast(float threshold, int most) {
		int high = 0;
		for (float maximum : this.maxima) {
			high += (maximum < threshold) ? 0 : 1;
		}
		// Strided reads cost more than reads in a row.
		boolean few = high <= this.maxima.length / 8;
		int[] found = new int[Math.max(16, 2 * high)];
		int size = 0;
		int stride = few ? this.maxima.length : 1;
		for (int lane = 0; lane < stride; lane++) {
			if (few && this.maxima[lane] < threshold) {
				continue;
			}
			for (int i = lane; i < this.count; i += stride) {
				if (!(this.values[i] < threshold)) {
					if (size == most) {
						return null;
					}
					found = (size < found.length) ? found : Arrays.copyOf(found, 2 * size);
					found[size++] = i;
				}
			}
		}
		int[] indices = Arrays.copyOf(found, size);
		if (few) {
			Arrays.sort(indices);
		}
		return indices;
	}

}
