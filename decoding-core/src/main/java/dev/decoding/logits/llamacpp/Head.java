package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.Objects;

import dev.decoding.logits.LeadingMass;
import dev.decoding.model.Logits;

/**
 * The highest candidates of a row: first as many as a truncation commonly needs, then
 * more, so that a vocabulary is hardly ever looked at as a whole, or sorted.
 */
final class Head {

	private static final int FIRST = 256;

	/** How far below the highest score to look then, in nats. */
	private static final float[] RANGES = { 8, 12 };

	/** More than the sums of single precision are off by. */
	private static final double MARGIN = 1e-4;

	private final Logits logits;

	private final Probabilities probabilities;

	private final double mass;

	private final int step;

	private final int[] candidates;

	private Head(Logits logits, Probabilities probabilities, double mass, int step) {
		this.logits = logits;
		this.probabilities = probabilities;
		this.mass = mass;
		this.step = step;
		this.candidates = candidates(step);
	}

	/**
	 * Return the first candidates: of a short row all of them.
	 * @param logits the row, which is not to change as long as the head is used
	 * @param probabilities the probabilities of its candidates
	 * @param mass the probability that is needed
	 * @return the head
	 */
	static Head of(Logits logits, Probabilities probabilities, double mass) {
		return new Head(logits, probabilities, mass, (logits.count() <= Probabilities.SHORT) ? RANGES.length + 2 : 0);
	}

	/**
	 * Return a longer head.
	 * @return the head with more candidates, or as many of them
	 */
	Head longer() {
		return new Head(this.logits, this.probabilities, this.mass, this.step + 1);
	}

	private int[] candidates(int step) {
		if (step == 0) {
			return this.logits.highestCandidates(FIRST);
		}
		float threshold = Float.NEGATIVE_INFINITY;
		if (step <= RANGES.length) {
			threshold = this.logits.max() - RANGES[step - 1];
		}
		else if (step == RANGES.length + 1) {
			// If all others were as likely as that, they would have half of the rest.
			threshold = this.probabilities.score((1 - this.mass) / 2 / this.logits.count());
		}
		return Objects.requireNonNull(this.logits.atLeast(threshold, this.logits.count()));
	}

	/**
	 * Return the candidates.
	 * @return their indices, not to be changed
	 */
	int[] candidates() {
		return this.candidates;
	}

	/**
	 * Return whether the candidates are known to be in descending order of their scores.
	 * @return whether they are
	 */
	boolean isSorted() {
		return this.step == 0 || this.logits.isSorted();
	}

	/**
	 * Return whether these are all candidates.
	 * @return whether there is no longer head
	 */
	boolean isComplete() {
		return this.candidates.length == this.logits.count();
	}

	/**
	 * Put the candidates in an order, as far as the probability reaches that is needed.
	 * @param keys a number for each candidate, by which they are ordered; reordered
	 * @param least how many candidates to return at least, if there are so many
	 * @return the indices of the first candidates; those of all if the head is complete
	 * and they do not have the probability; none if it is not and they do not
	 */
	int[] leading(int[] keys, int least) {
		long[] items = new long[keys.length];
		double[] masses = new double[keys.length];
		double sum = 0;
		for (int i = 0; i < keys.length; i++) {
			items[i] = ((long) keys[i] << 32) | this.candidates[i];
			masses[i] = this.probabilities.of(this.logits.values()[this.candidates[i]]);
			sum += masses[i];
		}
		if (!isComplete() && (sum < this.mass + MARGIN || keys.length < least)) {
			return new int[0];
		}
		int count = LeadingMass.gather(items, masses, items.length, this.mass + MARGIN);
		if (count < least) {
			count = items.length;
		}
		Arrays.sort(items, 0, count);
		int[] leading = new int[count];
		for (int i = 0; i < count; i++) {
			leading[i] = (int) items[i];
		}
		return leading;
	}

}
