package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Turns the scores into log-probabilities. The choice of one token does not depend on it;
 * a beam search compares sequences by the sum of their scores, which it makes comparable.
 * <p>
 * Formula: <code>score[i] = score[i] - log(sum over j of exp(score[j]))</code>, in single
 * precision.
 * <p>
 * Edges: removed tokens stay removed; where a score is NaN or positive infinity, or no
 * token is left, all scores become NaN, for the chain to find.
 * <p>
 * Example: the scores <code>[1, 1, -inf]</code> become
 * <code>[-0.693, -0.693, -inf]</code>.
 * <p>
 * Order: last.
 * <p>
 * Source: Hugging Face's <code>LogitNormalization</code>.
 */
public record RenormalizeLogits() implements LogitsProcessor {

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		logits.normalize();
	}

	@Override
	public String name() {
		return "renormalize-logits";
	}

}
