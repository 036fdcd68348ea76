package dev.decoding.logits;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Epsilon sampling: removes tokens below an absolute probability.
 * <p>
 * Formula: token <code>i</code> is removed if <code>p[i] &lt; epsilon</code>.
 * <p>
 * Edges: where no token is likely enough the most likely one is kept, with those equal to
 * it; where a score is NaN or infinite, or no token is left, nothing is changed, for the
 * chain to find.
 * <p>
 * Example: with <code>epsilon = 0.12</code> tokens of the probabilities
 * <code>[0.1, 0.5, 0.15, 0.25]</code> lose the first.
 * <p>
 * Order: behind {@link Temperature}, since it looks at the probabilities, and behind the
 * other truncations, as Hugging Face has it.
 * <p>
 * Source: Hewitt, Manning, Liang, <i>Truncation Sampling as Language Model
 * Desmoothing</i>, 2022, where 3e-4 to 9e-4 are recommended; Hugging Face's
 * <code>EpsilonLogitsWarper</code>.
 *
 * @param epsilon the lowest probability to keep, between 0 and 1, both exclusive
 * @param minTokensToKeep how many of the most likely tokens to keep in any case, with
 * those equal to the last of them, at least 1
 */
public record EpsilonCutoff(double epsilon, int minTokensToKeep) implements LogitsProcessor {

	public EpsilonCutoff {
		if (!(epsilon > 0 && epsilon < 1)) {
			throw new IllegalArgumentException(
					"'epsilonCutoff' is %s but must be above 0 and below 1".formatted(epsilon));
		}
		MinTokensToKeep.check(minTokensToKeep);
	}

	/**
	 * Keep tokens that are likely enough.
	 * @param epsilon the lowest probability to keep, between 0 and 1, both exclusive
	 */
	public EpsilonCutoff(double epsilon) {
		this(epsilon, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		Distribution distribution = logits.distribution();
		if (distribution.isDefined()) {
			keep(logits, distribution, this.epsilon, this.minTokensToKeep);
		}
	}

	/**
	 * Keep the tokens of at least a probability. What differs by less than single
	 * precision counts as equal.
	 */
	static void keep(Logits logits, Distribution distribution, double probability, int minTokensToKeep) {
		double tolerance = 0x1p-24;
		float threshold = (float) (distribution.score(probability) - tolerance);
		logits.keepAtLeast((distribution.max() < threshold || minTokensToKeep > 1)
				? Math.min(threshold, logits.highest(minTokensToKeep)) : threshold);
	}

	@Override
	public String name() {
		return "epsilon-cutoff";
	}

}
