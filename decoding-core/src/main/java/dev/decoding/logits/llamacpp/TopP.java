package dev.decoding.logits.llamacpp;

import java.util.Arrays;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Nucleus sampling: keeps the most likely tokens up to the one at which their
 * probabilities sum up to <code>p</code>, and removes all others. The row is narrowed to
 * them, in descending order.
 * <p>
 * Formula: with the tokens sorted by descending probability, <code>n</code> are kept with
 * <code>n</code> the lowest number for which <code>p[1] + ... + p[n] &gt;= p</code>, in
 * single precision.
 * <p>
 * Edges: the most likely token is always kept; 1 changes nothing; where a score is NaN or
 * infinite, or no token is left, nothing is changed, for the chain to find.
 * <p>
 * Example: with <code>p = 0.7</code> tokens of the probabilities
 * <code>[0.1, 0.5, 0.15, 0.25]</code> leave the second and the fourth.
 * <p>
 * Order: behind {@link TopK} and {@link TypicalP}, before {@link MinP} and the
 * temperature.
 * <p>
 * Source: Holtzman, Buys, Du, Forbes, Choi, <i>The Curious Case of Neural Text
 * Degeneration</i>, 2020; llama.cpp's <code>top_p</code>.
 *
 * @param p the probability to keep, from 0 to 1
 * @param minKeep how many of the most likely tokens to keep in any case, at least 0
 */
public record TopP(double p, int minKeep) implements LogitsProcessor {

	public TopP {
		Options.checkProbability("topP", p);
		Options.checkNotNegative("minKeep", minKeep);
	}

	/**
	 * Keep the nucleus of the distribution.
	 * @param p the probability to keep, from 0 to 1
	 */
	public TopP(double p) {
		this(p, 0);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if ((float) this.p >= 1) {
			return;
		}
		Probabilities probabilities = Probabilities.of(logits);
		if (!probabilities.areDefined()) {
			return;
		}
		for (Head head = Head.of(logits, probabilities, this.p);; head = head.longer()) {
			int[] leading = head.isSorted() ? head.candidates()
					: head.leading(descending(head.candidates(), logits.values()), this.minKeep);
			int kept = nucleus(leading, logits.values(), probabilities);
			if (kept > 0 || head.isComplete()) {
				logits.keep((kept > 0) ? Arrays.copyOf(leading, kept) : leading, true);
				return;
			}
		}
	}

	/**
	 * Return numbers in the order of descending scores.
	 */
	private static int[] descending(int[] candidates, float[] values) {
		int[] keys = new int[candidates.length];
		for (int i = 0; i < keys.length; i++) {
			int bits = Float.floatToIntBits(values[candidates[i]] + 0.0f);
			keys[i] = ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
		}
		return keys;
	}

	/**
	 * Return how many candidates to keep, 0 if that is not known.
	 */
	private int nucleus(int[] candidates, float[] values, Probabilities probabilities) {
		float sum = 0;
		for (int i = 0; i < candidates.length; i++) {
			sum += probabilities.of(values[candidates[i]]);
			if (sum >= (float) this.p && i + 1 >= this.minKeep) {
				return i + 1;
			}
		}
		return 0;
	}

	@Override
	public String name() {
		return "llama-cpp-top-p";
	}

}
