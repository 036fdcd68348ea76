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
		Probabilities probabilities = Probabilities.withEntropy(logits);
		if (!probabilities.areDefined()) {
			return;
		}
		float entropy = probabilities.entropy();
		if (logits.count() <= Probabilities.SHORT) {
			logits.sort();
		}
		for (Head head = Head.of(logits, probabilities, this.p);; head = head.longer()) {
			int[] typical = typical(head, logits.values(), probabilities, entropy);
			if (typical.length > 0) {
				logits.keep(typical, false);
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
		float lowest = Float.POSITIVE_INFINITY;
		for (int candidate : candidates) {
			lowest = Math.min(lowest, values[candidate]);
		}
		float least = probabilities.of(lowest);
		float known = head.isComplete() ? Float.POSITIVE_INFINITY
				: (-(float) Math.log(least) > entropy) ? distance(least, entropy) : 0;
		int[] order;
		if (least == 0 && head.isComplete() && candidates.length <= Probabilities.SHORT) {
			order = UnspecifiedOrder.of(candidates.length);
		}
		else {
			order = head.leading(distances(candidates, values, probabilities, entropy), this.minKeep);
		}
		float sum = 0;
		for (int i = 0; i < order.length; i++) {
			float probability = probabilities.of(values[order[i]]);
			if (distance(probability, entropy) > known) {
				break;
			}
			sum += probability;
			if (sum > (float) this.p && i + 1 >= this.minKeep) {
				return Arrays.copyOf(order, i + 1);
			}
		}
		return head.isComplete() ? order : new int[0];
	}

	private static int[] distances(int[] candidates, float[] values, Probabilities probabilities, float entropy) {
		int[] distances = new int[candidates.length];
		for (int i = 0; i < distances.length; i++) {
			float distance = distance(probabilities.of(values[candidates[i]]), entropy);
			distances[i] = Float.floatToIntBits(distance);
		}
		return distances;
	}

	private static float distance(float probability, float entropy) {
		return Math.abs(-(float) Math.log(probability) - entropy);
	}

	@Override
	public String name() {
		return "llama-cpp-typical-p";
	}

}
