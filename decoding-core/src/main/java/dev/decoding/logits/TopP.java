package dev.decoding.logits;

import java.util.Arrays;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Nucleus sampling: keeps the smallest set of most likely tokens whose probabilities sum
 * up to at least <code>p</code>, and removes all others. So few tokens are left where the
 * model is sure and many where it is not.
 * <p>
 * Formula: with the tokens sorted by ascending probability, token <code>i</code> is
 * removed if <code>p[0] + ... + p[i] &lt;= 1 - p</code>. The probabilities and each sum
 * are rounded to single precision.
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
 * @param p the probability to keep, above 0 and at most 1
 * @param minTokensToKeep how many of the most likely tokens to keep in any case, at least
 * 1
 */
public record TopP(double p, int minTokensToKeep) implements LogitsProcessor {

	public TopP {
		if (!(p > 0) || p > 1) {
			throw new IllegalArgumentException("'topP' is %s but must be above 0 and at most 1".formatted(p));
		}
		if (minTokensToKeep < 1) {
			throw new IllegalArgumentException(
					"'minTokensToKeep' is %d but must be at least 1".formatted(minTokensToKeep));
		}
	}

	/**
	 * Keep the nucleus of the distribution.
	 * @param p the probability to keep, above 0 and at most 1
	 */
	public TopP(double p) {
		this(p, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float[] scores = logits.scores();
		float[] probabilities = Softmax.probabilities(scores);
		if (probabilities.length == 0) {
			return;
		}
		float removable = (float) (1 - this.p);
		// So little that even all such tokens together do not exceed what is removable:
		// they go without being sorted.
		double negligible = (double) removable / scores.length;
		long[] candidates = ascending(scores, probabilities, negligible);
		double sum = 0;
		if (candidates.length < this.minTokensToKeep) {
			candidates = ascending(scores, probabilities, -1);
		}
		else {
			sum = removeNegligible(scores, probabilities, negligible);
		}
		int last = candidates.length - this.minTokensToKeep;
		for (int i = 0; i < last; i++) {
			int token = (int) candidates[i];
			sum += probabilities[token];
			if ((float) sum > removable) {
				break;
			}
			scores[token] = Float.NEGATIVE_INFINITY;
		}
	}

	@Override
	public String name() {
		return "top-p";
	}

	/**
	 * Return the tokens above a probability, lowest score first, each in the lower half
	 * of a number whose upper half orders the scores.
	 */
	private static long[] ascending(float[] scores, float[] probabilities, double above) {
		int size = 0;
		for (float probability : probabilities) {
			size += (probability > above) ? 1 : 0;
		}
		long[] keys = new long[size];
		for (int token = 0, i = 0; token < scores.length; token++) {
			if (probabilities[token] > above) {
				int bits = Float.floatToIntBits(scores[token] + 0.0f);
				keys[i++] = ((long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32) | token;
			}
		}
		Arrays.sort(keys);
		return keys;
	}

	private static double removeNegligible(float[] scores, float[] probabilities, double negligible) {
		double sum = 0;
		for (int token = 0; token < scores.length; token++) {
			if (probabilities[token] <= negligible) {
				sum += probabilities[token];
				scores[token] = Float.NEGATIVE_INFINITY;
			}
		}
		return sum;
	}

}
