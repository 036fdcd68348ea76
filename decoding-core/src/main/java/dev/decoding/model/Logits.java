package dev.decoding.model;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One row of scores over the vocabulary. A processor reads and changes the scores in
 * place; a score of {@link Float#NEGATIVE_INFINITY} removes its token.
 * <p>
 * The row is seen in two ways. By token: {@link #get}, {@link #set} and {@link #scores}.
 * By candidate: {@link #count}, {@link #token} and {@link #values}, for what cuts the row
 * down or treats all scores alike. At first each token is a candidate; once
 * {@linkplain #keep narrowed}, a row has few candidates, and what follows need not look
 * at the whole vocabulary again.
 */
public final class Logits {

	/** So many candidates cost less as candidates than as a share of any vocabulary. */
	private static final int FEW = 1024;

	private final float[] scores;

	/** The tokens of the candidates, or {@code null} if each token is one. */
	private int @Nullable [] tokens;

	private float[] values;

	private int count;

	private boolean sorted;

	private Logits(float[] scores) {
		this.scores = scores;
		this.values = scores;
		this.count = scores.length;
	}

	/**
	 * Wrap scores without copying them.
	 * @param scores the scores, {@code [vocabulary]}
	 * @return the logits, which own the array from now on
	 */
	public static Logits of(float... scores) {
		return new Logits(scores);
	}

	public int vocabularySize() {
		return this.scores.length;
	}

	/**
	 * Return the score of a token. Takes as long as there are candidates once narrowed.
	 * @param token the token id
	 * @return its score
	 */
	public float get(int token) {
		if (this.tokens == null) {
			return this.scores[token];
		}
		int candidate = candidate(this.tokens, token);
		return (candidate >= 0) ? this.values[candidate] : Float.NEGATIVE_INFINITY;
	}

	/**
	 * Set the score of a token. Takes as long as there are candidates once narrowed.
	 * @param token the token id
	 * @param score its score
	 */
	public void set(int token, float score) {
		int candidate = (this.tokens != null) ? candidate(this.tokens, token) : token;
		if (candidate >= 0) {
			this.values[candidate] = score;
			this.sorted = false;
		}
		else if (score != Float.NEGATIVE_INFINITY) {
			scores()[token] = score;
		}
	}

	private int candidate(int[] tokens, int token) {
		for (int i = 0; i < this.count; i++) {
			if (tokens[i] == token) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return the scores themselves, not a copy. Each token is a candidate again.
	 * @return the scores, {@code [vocabulary]}
	 */
	public float[] scores() {
		int[] tokens = this.tokens;
		if (tokens != null) {
			Arrays.fill(this.scores, Float.NEGATIVE_INFINITY);
			for (int i = 0; i < this.count; i++) {
				this.scores[tokens[i]] = this.values[i];
			}
			this.tokens = null;
			this.values = this.scores;
			this.count = this.scores.length;
		}
		this.sorted = false;
		return this.scores;
	}

	public Logits copy() {
		Logits copy = new Logits(this.scores.clone());
		if (this.tokens != null) {
			copy.keep(this.tokens.clone(), this.values.clone(), this.count, this.sorted);
		}
		return copy;
	}

	/**
	 * Return how many candidates there are.
	 * @return the number, including candidates whose score is negative infinity
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Return the token of a candidate.
	 * @param candidate the index of the candidate
	 * @return the token id
	 */
	public int token(int candidate) {
		return (this.tokens != null) ? this.tokens[candidate] : candidate;
	}

	/**
	 * Return the scores of the candidates themselves, not a copy, to be read or changed
	 * in a way that keeps their order; for other changes there are {@link #set},
	 * {@link #scores}, {@link #keep} and {@link #forgetOrder}.
	 * @return the scores, of which the first {@link #count} are those of candidates
	 */
	public float[] values() {
		return this.values;
	}

	/**
	 * Return whether the candidates are known to be in descending order of their scores,
	 * equal ones in ascending order of their tokens.
	 * @return whether they are
	 */
	public boolean isSorted() {
		return this.sorted;
	}

	/**
	 * Say that the values are going to change in a way that does not keep their order.
	 */
	public void forgetOrder() {
		this.sorted = false;
	}

	/**
	 * Remove all tokens but some.
	 * @param tokens the ids of the tokens that are left, owned by the logits from now on
	 * @param values their scores, likewise
	 * @param count how many there are, from the first
	 * @param sorted whether their scores descend
	 */
	public void keep(int[] tokens, float[] values, int count, boolean sorted) {
		this.tokens = tokens;
		this.values = values;
		this.count = count;
		this.sorted = sorted;
	}

	/**
	 * Remove all candidates but some.
	 * @param candidates the indices of the candidates that are left
	 * @param sorted whether their scores descend in this order
	 */
	public void keep(int[] candidates, boolean sorted) {
		int[] left = new int[candidates.length];
		float[] leftValues = new float[candidates.length];
		for (int i = 0; i < candidates.length; i++) {
			left[i] = token(candidates[i]);
			leftValues[i] = this.values[candidates[i]];
		}
		keep(left, leftValues, left.length, sorted);
	}

	/**
	 * Remove all candidates but the first ones.
	 * @param count how many are left
	 */
	public void keepFirst(int count) {
		if (this.tokens == null) {
			int[] first = new int[count];
			Arrays.setAll(first, (candidate) -> candidate);
			keep(first, this.sorted);
		}
		this.count = count;
	}

	/**
	 * Remove all but the highest candidates, which are then sorted. Changes nothing if
	 * there are not more.
	 * @param k how many to keep, at least 1; of equal scores those of earlier candidates
	 * count as higher, and NaN as highest of all
	 * @param ties whether to keep all those too that are equal to the last one
	 */
	public void keepHighest(int k, boolean ties) {
		if (k >= this.count) {
			return;
		}
		if (!this.sorted) {
			keep(Lanes.of(this.values, this.count).highest(k), true);
		}
		int end = k;
		while (ties && end < this.count && this.values[end] == this.values[k - 1]) {
			end++;
		}
		keepFirst(end);
	}

	/**
	 * Return the k-th highest score.
	 * @param k which one, from 1; of fewer candidates the lowest is returned
	 * @return the score; NaN counts as highest of all
	 */
	public float highest(int k) {
		if (k >= this.count) {
			float lowest = Float.POSITIVE_INFINITY;
			for (int i = 0; i < this.count; i++) {
				lowest = Math.min(lowest, this.values[i]);
			}
			return lowest;
		}
		if (this.sorted) {
			return this.values[k - 1];
		}
		return this.values[Lanes.of(this.values, this.count).highest(k)[k - 1]];
	}

	/**
	 * Find the highest candidates.
	 * @param k how many at least, from 1
	 * @return the indices of so many candidates or some more, or of all if there are not
	 * so many, highest first; of equal scores the earlier candidate is first
	 */
	public int[] highestCandidates(int k) {
		return Lanes.of(this.values, this.count).highest(Math.min(k, this.count));
	}

	/**
	 * Find the candidates that reach a threshold.
	 * @param threshold the lowest score to look for
	 * @param most how many to look for
	 * @return their indices in ascending order, those of NaN included; {@code null} if
	 * there are more than {@code most}
	 */
	public int @Nullable [] atLeast(float threshold, int most) {
		return Lanes.of(this.values, this.count).atLeast(threshold, most);
	}

	/**
	 * Find the candidates that reach a threshold, and sort them.
	 * @param threshold the lowest score to look for
	 * @return their indices, highest first, and NaN before all; of equal scores the
	 * earlier candidate is first
	 */
	public int[] candidatesAtLeast(float threshold) {
		int[] candidates = Objects.requireNonNull(atLeast(threshold, this.count));
		Highest.sort(this.values, candidates);
		return candidates;
	}

	/**
	 * Remove all candidates below a threshold. Their order stays.
	 * @param threshold the lowest score to keep; NaN is kept whatever it is
	 */
	public void keepAtLeast(float threshold) {
		if (threshold == Float.NEGATIVE_INFINITY) {
			return;
		}
		if (this.tokens != null) {
			keepAtLeast(this.tokens, threshold);
			return;
		}
		int[] candidates = atLeast(threshold, Math.max(FEW, this.count / 8));
		if (candidates != null) {
			keep(candidates, false);
			return;
		}
		for (int token = 0; token < this.count; token++) {
			if (this.values[token] < threshold) {
				this.values[token] = Float.NEGATIVE_INFINITY;
			}
		}
	}

	private void keepAtLeast(int[] tokens, float threshold) {
		int left = 0;
		for (int i = 0; i < this.count; i++) {
			if (!(this.values[i] < threshold)) {
				tokens[left] = tokens[i];
				this.values[left++] = this.values[i];
			}
		}
		this.count = left;
	}

	/**
	 * Sort the candidates by their scores, highest first. Meant for a row that was
	 * narrowed: sorting a whole vocabulary takes milliseconds.
	 */
	public void sort() {
		if (!this.sorted) {
			int[] candidates = new int[this.count];
			Arrays.setAll(candidates, (candidate) -> candidate);
			Highest.sort(this.values, candidates);
			keep(candidates, true);
		}
	}

	/**
	 * Return the candidate with the highest score, of several the first.
	 * @return its index; -1 if no score is above negative infinity or one is NaN
	 */
	public int highest() {
		if (this.count > Lanes.WIDTH) {
			return Lanes.of(this.values, this.count).firstHighest();
		}
		float max = max();
		if (!(max > Float.NEGATIVE_INFINITY)) {
			return -1;
		}
		int candidate = 0;
		while (this.values[candidate] != max) {
			candidate++;
		}
		return candidate;
	}

	/**
	 * Return the highest score.
	 * @return the score; NaN if one is, negative infinity if no token is left
	 */
	public float max() {
		if (this.count > Lanes.WIDTH) {
			return Lanes.of(this.values, this.count).max();
		}
		float max = Float.NEGATIVE_INFINITY;
		for (int i = 0; i < this.count; i++) {
			max = Math.max(max, this.values[i]);
		}
		return max;
	}

	/**
	 * Return the softmax of the scores.
	 * @return the distribution, valid until the scores change
	 */
	public Distribution distribution() {
		return Distribution.of(this.values, this.count, max());
	}

	/**
	 * Return the softmax of the scores where it is known which is the highest, which
	 * takes less than to look for it again.
	 * @param highest the index of a candidate that has the {@linkplain #max() highest}
	 * score, as {@link #highest()} finds it
	 * @return the distribution, valid until the scores change
	 */
	public Distribution distribution(int highest) {
		return Distribution.of(this.values, this.count, this.values[highest]);
	}

	/**
	 * Return the softmax of the scores and compute its entropy at the same time, which
	 * takes less than first the one and then the other.
	 * @return the distribution, valid until the scores change
	 */
	public Distribution distributionWithEntropy() {
		return Distribution.withEntropy(this.values, this.count, max());
	}

	/**
	 * Turn the scores into log-probabilities, in single precision as PyTorch has it.
	 * Their order stays. All become NaN if there is no distribution.
	 */
	public void normalize() {
		Distribution distribution = distribution();
		float max = distribution.max();
		// The mass is rounded, too: near 1, its logarithm shows it.
		float logarithm = (float) Math.log((float) (1 / distribution.probability(max)));
		for (int i = 0; i < this.count; i++) {
			this.values[i] = this.values[i] - max - logarithm;
		}
	}

	/**
	 * Return how likely a token is under the softmax of the scores, computed in double
	 * precision.
	 * @param token the token id
	 * @return its log-probability in nats; NaN if a score is NaN or positive infinity
	 */
	public double logProbability(int token) {
		return distribution().logProbability(get(token));
	}

}
