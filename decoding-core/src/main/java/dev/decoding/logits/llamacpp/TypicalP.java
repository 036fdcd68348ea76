package dev.decoding.logits.llamacpp;

import java.util.Arrays;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Locally typical sampling: keeps the tokens whose information content is closest to the
 * expected one, up to a total probability, and removes all others. The most likely token
 * can be among those that go. The row is narrowed to what is kept, the most typical token
 * first.
 * <p>
 * Formula: with <code>H</code> the entropy and the tokens sorted by ascending
 * <code>|-log(p[i]) - H|</code>, <code>n</code> are kept with <code>n</code> the lowest
 * number for which <code>p[1] + ... + p[n] &gt; p</code>, in single precision.
 * <p>
 * Edges: of equally typical tokens the more likely one comes first; 1 changes nothing;
 * where a score is NaN or infinite, or no token is left, nothing is changed, for the
 * chain to find. Where a candidate has no probability in single precision, such as one
 * that {@link TopNSigma} removed, the entropy is not a number: llama.cpp then takes the
 * tokens in the order that its library leaves them in, and so do rows of up to 1,024
 * candidates here; in longer rows such candidates do not count.
 * <p>
 * Example: tokens of the probabilities <code>[0.9, 0.05, 0.05]</code> have the entropy
 * 0.39, of which the first with its 0.11 is closest: with <code>p = 0.5</code> it alone
 * is left.
 * <p>
 * Order: behind {@link TopK} and before {@link TopP}.
 * <p>
 * Source: Meister, Pimentel, Wiher, Cotterell, <i>Locally Typical Sampling</i>, 2023;
 * llama.cpp's <code>typ_p</code>.
 *
 * @param p the probability to keep, from 0 to 1
 * @param minKeep how many of the most typical tokens to keep in any case, at least 0
 */
public record TypicalP(double p, int minKeep) implements LogitsProcessor {

	public TypicalP {
		Options.checkProbability("typicalP", p);
		Options.checkNotNegative("minKeep", minKeep);
	}

	/**
	 * Keep the most typical tokens.
	 * @param p the probability to keep, from 0 to 1
	 */
	public TypicalP(double p) {
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
		float entropy = probabilities.entropy();
		for (Head head = Head.of(logits, probabilities, 1 - this.p);; head = head.longer()) {
			int[] kept = typical(head, logits.values(), probabilities, entropy);
			if (kept.length > 0) {
				logits.keep(kept, false);
				return;
			}
		}
	}

	/**
	 * Return the candidates to keep, none if they are not known because less likely ones
	 * than those of the head can be as typical.
	 */
	private int[] typical(Head head, float[] values, Probabilities probabilities, float entropy) {
		int[] candidates = head.candidates();
		float[] likely = new float[candidates.length];
		for (int i = 0; i < likely.length; i++) {
			likely[i] = probabilities.of(values[candidates[i]]);
		}
		float last = likely[likely.length - 1];
		boolean undefined = last == 0 && head.isComplete() && likely.length <= Probabilities.SHORT;
		int[] order = undefined ? UnspecifiedOrder.of(likely.length) : order(likely, entropy);
		float known = head.isComplete() ? Float.POSITIVE_INFINITY
				: (-(float) Math.log(last) > entropy) ? distance(last, entropy) : 0;
		float sum = 0;
		for (int i = 0; i < order.length && distance(likely[order[i]], entropy) <= known; i++) {
			sum += likely[order[i]];
			if (sum > (float) this.p && i + 1 >= this.minKeep) {
				return first(candidates, order, i + 1);
			}
		}
		return head.isComplete() ? first(candidates, order, order.length) : new int[0];
	}

	private static int[] order(float[] likely, float entropy) {
		long[] keys = new long[likely.length];
		for (int i = 0; i < keys.length; i++) {
			keys[i] = ((long) Float.floatToIntBits(distance(likely[i], entropy)) << 32) | i;
		}
		Arrays.sort(keys);
		return Arrays.stream(keys).mapToInt((key) -> (int) key).toArray();
	}

	private static float distance(float probability, float entropy) {
		return Math.abs(-(float) Math.log(probability) - entropy);
	}

	private static int[] first(int[] candidates, int[] order, int count) {
		int[] first = new int[count];
		for (int i = 0; i < count; i++) {
			first[i] = candidates[order[i]];
		}
		return first;
	}

	@Override
	public String name() {
		return "llama-cpp-typical-p";
	}

}
