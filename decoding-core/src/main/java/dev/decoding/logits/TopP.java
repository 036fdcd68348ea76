package dev.decoding.logits;

import java.util.Arrays;
import java.util.Objects;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Nucleus sampling: keeps the smallest set of most likely tokens whose probabilities sum
 * up to at least <code>p</code>, and removes all others. So few tokens are left where the
 * model is sure and many where it is not.
 * <p>
 * Formula: with the tokens sorted by ascending probability, token <code>i</code> is
 * removed if <code>p[0] + ... + p[i] &lt;= 1 - p</code>, with either side rounded to
 * single precision.
 * <p>
 * Edges: the most likely token is always kept, and the token that crosses the boundary as
 * well; 1 removes only what has no probability in single precision; of tokens with equal
 * scores the lower ids are removed first; where a score is NaN or infinite, or no token
 * is left, nothing is changed, for the chain to find.
 * <p>
 * Example: with <code>p = 0.7</code> tokens of the probabilities
 * <code>[0.1, 0.5, 0.15, 0.25]</code> leave the second and the fourth: without the fourth
 * it would be 0.5.
 * <p>
 * Order: behind {@link Temperature} and {@link TopK}, the last of which leaves less to
 * sort.
 * <p>
 * Source: Holtzman, Buys, Du, Forbes, Choi, <i>The Curious Case of Neural Text
 * Degeneration</i>, 2020; Hugging Face's <code>TopPLogitsWarper</code>.
 *
 * @param p the probability to keep, from 0 to 1
 * @param minTokensToKeep how many of the most likely tokens to keep in any case, at least
 * 1
 */
public record TopP(double p, int minTokensToKeep) implements LogitsProcessor {

	/** Below it, a probability is 0 in single precision. */
	private static final double LEAST = 0x1p-150;

	/** So few candidates need not be chosen from. */
	private static final int FEW = 1024;

	/** How far below the highest score the nucleus is looked for, in nats. */
	private static final int[] RANGES = { 6, 12 };

	public TopP {
		if (!(p >= 0 && p <= 1)) {
			throw new IllegalArgumentException("'topP' is %s but must be from 0 to 1".formatted(p));
		}
		MinTokensToKeep.check(minTokensToKeep);
	}

	/**
	 * Keep the nucleus of the distribution.
	 * @param p the probability to keep, from 0 to 1
	 */
	public TopP(double p) {
		this(p, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		Distribution distribution = logits.distribution();
		if (!distribution.isDefined()) {
			return;
		}
		float removable = (float) (1 - this.p);
		if (removable == 0) {
			logits.keepAtLeast(Math.min((float) distribution.score(LEAST), logits.highest(this.minTokensToKeep)));
			return;
		}
		// What is left over is rounded to single precision.
		double target = 1 - removable - Math.ulp(removable) / 2;
		int[] candidates = candidates(logits, distribution, target);
		long[] keys = keys(logits, candidates);
		double[] probabilities = probabilities(logits, distribution, candidates);
		int kept = LeadingMass.gather(keys, probabilities, keys.length, target);
		int least = Math.min(this.minTokensToKeep, logits.count());
		if (kept < least) {
			keys = keys(logits, all(logits, logits.highest(least)));
			Arrays.sort(keys);
			kept = least;
		}
		int[] nucleus = new int[kept];
		for (int i = 0; i < kept; i++) {
			nucleus[i] = (int) ~keys[i];
		}
		Arrays.sort(nucleus);
		logits.keep(nucleus, logits.isSorted());
	}

	@Override
	public String name() {
		return "top-p";
	}

	/**
	 * Return candidates that have the probability together, and no likelier one left out.
	 */
	private static int[] candidates(Logits logits, Distribution distribution, double target) {
		if (logits.count() > FEW) {
			for (int range : RANGES) {
				int[] candidates = logits.atLeast(distribution.max() - range, logits.count() / 16);
				if (candidates == null) {
					break;
				}
				if (Arrays.stream(probabilities(logits, distribution, candidates)).sum() >= target) {
					return candidates;
				}
			}
		}
		// Even all tokens below it together have less than what is removed.
		return all(logits, (float) distribution.score((1 - target) / logits.count() / 2));
	}

	private static int[] all(Logits logits, float threshold) {
		return Objects.requireNonNull(logits.atLeast(threshold, logits.count()));
	}

	private static double[] probabilities(Logits logits, Distribution distribution, int[] candidates) {
		double[] probabilities = new double[candidates.length];
		for (int i = 0; i < candidates.length; i++) {
			probabilities[i] = distribution.probability(logits.values()[candidates[i]]);
		}
		return probabilities;
	}

	/**
	 * Return numbers in the order in which candidates are kept: the highest score first,
	 * then the highest index. The lower half is the complement of the index.
	 */
	private static long[] keys(Logits logits, int[] candidates) {
		long[] keys = new long[candidates.length];
		for (int i = 0; i < keys.length; i++) {
			int bits = Float.floatToIntBits(logits.values()[candidates[i]] + 0.0f);
			keys[i] = ~(((long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32) | candidates[i]);
		}
		return keys;
	}

}
