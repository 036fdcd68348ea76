package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Replaces scores that are not finite, so that a model which gives such scores does not
 * end the generation with an error. Slower than a model without them: a means of last
 * resort.
 * <p>
 * Formula: NaN becomes 0, positive infinity the greatest finite number in single
 * precision, negative infinity the least.
 * <p>
 * Edges: tokens that were removed before count as removed no longer: they have a finite
 * score again, if one of no probability.
 * <p>
 * Example: the scores <code>[1, NaN, -inf]</code> become
 * <code>[1, 0, -3.4028235e38]</code>.
 * <p>
 * Order: behind {@link ForcedEosToken}, before {@link SuppressTokens} and the
 * truncations, whose removed tokens it leaves alone.
 * <p>
 * Source: Hugging Face's <code>InfNanRemoveLogitsProcessor</code>.
 */
public record RemoveInvalidValues() implements LogitsProcessor {

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float[] scores = logits.scores();
		for (int token = 0; token < scores.length; token++) {
			float score = scores[token];
			if (!(Math.abs(score) <= Float.MAX_VALUE)) {
				scores[token] = Float.isNaN(score) ? 0 : Math.copySign(Float.MAX_VALUE, score);
			}
		}
	}

	@Override
	public String name() {
		return "remove-invalid-values";
	}

}
