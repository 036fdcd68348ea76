package dev.decoding.logits.llamacpp;

import java.util.Arrays;

import dev.decoding.model.Logits;

/**
 * The highest candidates of a row, in descending order: first as many as a truncation
 * commonly needs, then more, so that a vocabulary is hardly ever sorted.
 */
final class Head {

	private static final int[] SIZES = { 256, 1024 };

	private final Logits logits;

	private final float lowest;

	private final int step;

	private final int[] candidates;

	private Head(Logits logits, float lowest, int step, int[] candidates) {
		this.logits = logits;
		this.lowest = lowest;
		this.step = step;
		this.candidates = candidates;
	}

	/**
	 * Return the first candidates. A short row is sorted, and all of it is the head.
	 * @param logits the row, which is not to change as long as the head is used
	 * @param probabilities the probabilities of its candidates
	 * @param rest the probability of what is not needed
	 * @return the head
	 */
	static Head of(Logits logits, Probabilities probabilities, double rest) {
		if (logits.count() <= Probabilities.SHORT || logits.isSorted()) {
			logits.sort();
			int[] all = new int[logits.count()];
			Arrays.setAll(all, (candidate) -> candidate);
			return new Head(logits, 0, SIZES.length + 1, all);
		}
		// If all others were as likely as that, they would have half of the rest.
		float lowest = probabilities.score(rest / 2 / logits.count());
		return new Head(logits, lowest, 0, logits.highestCandidates(SIZES[0]));
	}

	/**
	 * Return the candidates.
	 * @return their indices, highest score first
	 */
	int[] candidates() {
		return this.candidates;
	}

	/**
	 * Return whether these are all candidates.
	 * @return whether there is no longer head
	 */
	boolean isComplete() {
		return this.candidates.length == this.logits.count();
	}

	/**
	 * Return a longer head.
	 * @return the head with more candidates, or as many of them
	 */
	Head longer() {
		int next = this.step + 1;
		int[] more = (next < SIZES.length) ? this.logits.highestCandidates(SIZES[next]) : (next == SIZES.length)
				? this.logits.candidatesAtLeast(this.lowest) : this.logits.highestCandidates(this.logits.count());
		return new Head(this.logits, this.lowest, next,
				(more.length > this.candidates.length) ? more : this.candidates);
	}

}
