package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Candidate;

/**
 * Stops as soon as the answer with the most votes would very likely keep them however
 * many more were drawn.
 * <p>
 * Formula: with <code>a</code> votes for the first answer and <code>b</code> for the
 * second, stop if <code>P(p &gt; 1/2) = int_{1/2}^1 x^a (1-x)^b dx / B(a+1, b+1)</code>,
 * which is <code>Pr[Bin(a+b+1, 1/2) &lt;= a]</code>, is at least the threshold.
 * <p>
 * Edges: candidates without an answer count as none.
 * <p>
 * Example: four answers that are the same stop at the threshold 0.95, since 1 - 1/32 is
 * 0.969.
 * <p>
 * Cost: answers of different rounds do not share calls of the model; larger rounds are
 * faster and draw some more.
 * <p>
 * Source: Aggarwal et al., <i>Let's Sample Step by Step: Adaptive-Consistency for
 * Efficient Reasoning and Coding with LLMs</i>, 2023: threshold 0.95, one at a time, at
 * most 40.
 */
public final class AdaptiveConsistency implements StopSampling {

	/** The name of the strategy. */
	public static final String NAME = "adaptive-consistency";

	private final double threshold;

	private final int roundSize;

	/**
	 * Set when to stop.
	 * @param threshold how likely the first answer has to be the right choice, from 0.5
	 * to 1
	 * @param roundSize how many answers to draw at a time, at least 1
	 */
	public AdaptiveConsistency(double threshold, int roundSize) {
		if (!(threshold >= 0.5 && threshold <= 1)) {
			throw new IllegalArgumentException("'threshold' is %s but must be from 0.5 to 1".formatted(threshold));
		}
		if (roundSize < 1) {
			throw new IllegalArgumentException("'roundSize' is %d but must be at least 1".formatted(roundSize));
		}
		this.threshold = threshold;
		this.roundSize = roundSize;
	}

	@Override
	public int next(List<Candidate> candidates, int left) {
		int[] counts = Consensus.firstAndSecond(candidates);
		return (counts[0] > 0 && majority(counts[0], counts[1]) >= this.threshold) ? 0 : this.roundSize;
	}

	/**
	 * Return how likely the first of two answers is the more frequent one.
	 * @param first how often it was drawn
	 * @param second how often the other was
	 * @return the probability, if all shares were as likely before
	 */
	static double majority(int first, int second) {
		int trials = first + second + 1;
		double logChoose = 0;
		double sum = 0;
		for (int successes = 0; successes <= first; successes++) {
			sum += Math.exp(logChoose - trials * Math.log(2));
			logChoose += Math.log(trials - successes) - Math.log(successes + 1.0);
		}
		return Math.min(1, sum);
	}

}
