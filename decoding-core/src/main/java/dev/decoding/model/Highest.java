package dev.decoding.model;

import java.util.Arrays;

/**
 * The highest of the scores that were offered, as a heap whose root is the lowest of
 * them. Of equal scores those with the lower index are higher; NaN is highest of all.
 */
final class Highest {

	private final long[] heap;

	private int size;

	/** Scores below it need not be offered. */
	private float threshold = Float.NEGATIVE_INFINITY;

	Highest(int k) {
		this.heap = new long[k];
	}

	void offer(float score, int index) {
		if (score < this.threshold) {
			return;
		}
		long key = key(score, index);
		if (this.size < this.heap.length) {
			up(this.size++, key);
		}
		else if (key > this.heap[0]) {
			down(key);
		}
		if (this.size == this.heap.length) {
			this.threshold = score(this.heap[0]);
		}
	}

	/**
	 * Return the index of the lowest score of those that are kept.
	 */
	int lowest() {
		return index(this.heap[0]);
	}

	/**
	 * Sort indices by their scores, highest first.
	 * @param values the scores
	 * @param indices the indices
	 */
	static void sort(float[] values, int[] indices) {
		long[] keys = new long[indices.length];
		for (int i = 0; i < keys.length; i++) {
			keys[i] = key(values[indices[i]], indices[i]);
		}
		Arrays.sort(keys);
		for (int i = 0; i < keys.length; i++) {
			indices[i] = index(keys[keys.length - 1 - i]);
		}
	}

	private void up(int position, long key) {
		int child = position;
		while (child > 0 && this.heap[(child - 1) / 2] > key) {
			this.heap[child] = this.heap[(child - 1) / 2];
			child = (child - 1) / 2;
		}
		this.heap[child] = key;
	}

	private void down(long key) {
		int parent = 0;
		while (2 * parent + 1 < this.size) {
			int child = 2 * parent + 1;
			if (child + 1 < this.size && this.heap[child + 1] < this.heap[child]) {
				child++;
			}
			if (this.heap[child] >= key) {
				break;
			}
			this.heap[parent] = this.heap[child];
			parent = child;
		}
		this.heap[parent] = key;
	}

	/** A number that is ordered as the scores are, then against the indices. */
	private static long key(float score, int index) {
		int bits = Float.floatToIntBits(score + 0.0f);
		return ((long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32) | (Integer.MAX_VALUE - index);
	}

	private static int index(long key) {
		return Integer.MAX_VALUE - (int) key;
	}

	private static float score(long key) {
		int ordered = (int) (key >> 32);
		return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
	}

}
