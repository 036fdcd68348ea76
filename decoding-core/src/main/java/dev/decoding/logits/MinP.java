package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes tokens that are much less likely than the most likely one. So few tokens are
 * left where the model is sure and many where it is not, at any temperature.
 * <p>
 * Formula: with <code>m</code> the highest probability, token <code>i</code> is removed
 * if <code>p[i] &lt; minP * m</code>, which is where
 * <code>score[i] &lt; max(score) + ln(minP)</code>.
 * <p>
 * Edges: 0 removes nothing; 1 leaves the most likely token and those equal to it; where a
 * score is NaN or infinite, or no token is left, nothing is changed, for the chain to
 * find.
 * <p>
 * Example: with <code>minP = 0.25</code> tokens of the probabilities
 * <code>[0.1, 0.5, 0.15, 0.25]</code> lose the first, since 0.1 is less than a quarter of
 * 0.5.
 * <p>
 * Order: behind {@link Temperature} as Hugging Face and vLLM have it, where flatter
 * distributions keep more tokens; llama.cpp puts it before.
 * <p>
 * Source: Nguyen et al., <i>Turning Up the Heat: Min-p Sampling for Creative and Coherent
 * LLM Outputs</i>, 2024; Hugging Face's <code>MinPLogitsWarper</code>.
 *
 * @param minP the lowest probability to keep, as a share of the highest one, from 0 to 1
 * @param minTokensToKeep how many of the most likely tokens to keep in any case, at least
 * 1
 */
public record MinP(double minP, int minTokensToKeep) implements LogitsProcessor {

	public MinP {
		if (!(minP >= 0 && minP <= 1)) {
			throw new IllegalArgumentException("'minP' is %s but must be from 0 to 1".formatted(minP));
		}
		MinTokensToKeep.check(minTokensToKeep);
	}

	/**
	 * Keep tokens that are likely enough.
	 * @param minP the lowest probability to keep, as a share of the highest one, from 0
	 * to 1
	 */
	public MinP(double minP) {
		this(minP, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float max = logits.max();
		if (!Float.isFinite(max) || this.minP == 0) {
			return;
		}
		float threshold = (float) (max + Math.log(this.minP));
		if (logits.highest(this.minTokensToKeep) < threshold) {
			logits.keepHighest(this.minTokensToKeep, false);
		}
		else {
			logits.keepAtLeast(threshold);
		}
	}

	@Override
	public String name() {
		return "min-p";
	}

}
