package dev.decoding.search;

import java.util.Arrays;

/**
 * The directions of hidden states. They are kept dimension by dimension, so that a state
 * is compared with all of them in loops that run along the positions.
 */
final class SeenStates {

	private float[][] dimensions = {};

	private int count;

	/**
	 * Add a state.
	 * @param state the state, {@code [hidden]}
	 */
	void add(float[] state) {
		if (this.count == 0) {
			this.dimensions = new float[state.length][0];
		}
		float norm = norm(state);
		for (int i = 0; i < state.length; i++) {
			if (this.count == this.dimensions[i].length) {
				this.dimensions[i] = Arrays.copyOf(this.dimensions[i], 16 + this.count + this.count / 2);
			}
			this.dimensions[i][this.count] = state[i] / norm;
		}
		this.count++;
	}

	/**
	 * Find the most similar state.
	 * @param state a state, {@code [hidden]}
	 * @return the cosine of the smallest angle between it and one that was added; -1 if
	 * there is none
	 */
	float highestCosine(float[] state) {
		if (this.count == 0) {
			return -1;
		}
		float norm = norm(state);
		float[] cosines = new float[this.count];
		for (int i = 0; i < state.length; i++) {
			addScaled(cosines, this.dimensions[i], state[i] / norm);
		}
		float highest = -1;
		for (float cosine : cosines) {
			highest = Math.max(highest, cosine);
		}
		return highest;
	}

	private static void addScaled(float[] sums, float[] values, float factor) {
		for (int i = 0; i < sums.length; i++) {
			sums[i] += values[i] * factor;
		}
	}

	private static float norm(float[] state) {
		double squares = 0;
		for (float value : state) {
			squares += (double) value * value;
		}
		return (squares > 0) ? (float) Math.sqrt(squares) : 1;
	}

}
