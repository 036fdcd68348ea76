package dev.decoding.logits;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * p-less sampling: removes tokens that are less likely than a token drawn at random is to
 * be drawn again. It has no setting: the threshold follows from the distribution.
 * <p>
 * Formula: token <code>i</code> is removed if <code>p[i] &lt; sum(p[j]^2)</code>.
 * <p>
 * Edges: the threshold never exceeds the highest probability, so that the most likely
 * token is always kept; of a uniform distribution nothing is removed; where a score is
 * NaN or infinite, or no token is left, nothing is changed, for the chain to find.
 * <p>
 * Example: tokens of the probabilities <code>[0.1, 0.5, 0.15, 0.25]</code> are compared
 * with 0.345, so that the second alone is left.
 * <p>
 * Order: behind {@link Temperature}, since it looks at the probabilities, and before the
 * other truncations.
 * <p>
 * Source: Tan et al., <i>p-less Sampling: A Robust Hyperparameter-Free Approach for LLM
 * Decoding</i>, 2025.
 */
public record PLess() implements LogitsProcessor {

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		Distribution distribution = logits.distribution();
		if (distribution.isDefined()) {
			EpsilonCutoff.keep(logits, distribution, distribution.collisionProbability(), 1);
		}
	}

	@Override
	public String name() {
		return "p-less";
	}

}
