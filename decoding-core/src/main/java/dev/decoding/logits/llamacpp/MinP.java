package dev.decoding.logits.llamacpp;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Keeps the tokens that have at least a share of the probability of the most likely one,
 * and removes all others.
 * <p>
 * Formula: token <code>i</code> is removed if <code>score[i] &lt; max + log(p)</code>, in
 * single precision.
 * <p>
 * Edges: the most likely token is always kept; 0 changes nothing; 1 keeps the tokens that
 * tie with the most likely one.
 * <p>
 * Example: with <code>p = 0.3</code> tokens of the probabilities
 * <code>[0.6, 0.3, 0.1]</code> leave the first and the second, since the third has less
 * than 0.18.
 * <p>
 * Order: behind {@link TopP} and before {@link Xtc} and the temperature.
 * <p>
 * Source: Nguyen et al., <i>Turning Up the Heat: Min-p Sampling for Creative and Coherent
 * LLM Outputs</i>, 2025; llama.cpp's <code>min_p</code>.
 *
 * @param p the share of the highest probability, from 0 to 1
 * @param minKeep how many of the most likely tokens to keep in any case, at least 0
 */
public record MinP(double p, int minKeep) implements LogitsProcessor {

	public MinP {
		Options.checkProbability("minP", p);
		Options.checkNotNegative("minKeep", minKeep);
	}

	/**
	 * Keep what is not much less likely than the most likely token.
	 * @param p the share of the highest probability, from 0 to 1
	 */
	public MinP(double p) {
		this(p, 0);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float max = logits.max();
		if ((float) this.p == 0 || !Float.isFinite(max)) {
			return;
		}
		float threshold = max + (float) Math.log((float) this.p);
		if (this.minKeep > 1 && !hasAtLeast(logits, threshold)) {
			logits.keepHighest(this.minKeep, false);
			logits.sort();
			return;
		}
		logits.keepAtLeast(threshold);
	}

	private boolean hasAtLeast(Logits logits, float threshold) {
		float[] values = logits.values();
		int found = 0;
		for (int i = 0; i < logits.count(); i++) {
			found += (values[i] >= threshold) ? 1 : 0;
		}
		return found >= this.minKeep;
	}

	@Override
	public String name() {
		return "llama-cpp-min-p";
	}

}
