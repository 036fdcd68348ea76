package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.search.TokenStatistics;

/**
 * The mean confidence of the last tokens of one answer, kept up to date while it grows: a
 * token costs the same however long the window is.
 */
final class ConfidenceWindow {

	private final int window;

	private final int topK;

	private int seen;

	private double sum;

	/**
	 * Begin before the first token.
	 * @param window how many tokens make a window
	 * @param topK how many of the likeliest tokens the confidence looks at
	 */
	ConfidenceWindow(int window, int topK) {
		this.window = window;
		this.topK = topK;
	}

	/**
	 * Return how confident the model was of the latest window.
	 * @param statistics the statistics of all tokens so far, those of the last time at
	 * the beginning
	 * @return the mean confidence of the last tokens; infinite if there are fewer than
	 * make a window
	 */
	double latest(List<TokenStatistics> statistics) {
		for (; this.seen < statistics.size(); this.seen++) {
			this.sum += statistics.get(this.seen).confidence(this.topK);
			if (this.seen >= this.window) {
				this.sum -= statistics.get(this.seen - this.window).confidence(this.topK);
			}
		}
		return (this.seen < this.window) ? Double.POSITIVE_INFINITY : this.sum / this.window;
	}

}
