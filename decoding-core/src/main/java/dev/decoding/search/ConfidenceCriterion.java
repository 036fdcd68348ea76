package dev.decoding.search;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.TokenSequence;

/**
 * Ends a sequence at a token of which the model was not sure: how a draft model knows
 * when to hand over to the model that it drafts for.
 * <p>
 * Formula: ends if <code>p &lt; threshold</code>, where <code>p</code> is the probability
 * of the newest token, in single precision.
 * <p>
 * Edges: that token stays in the sequence; a {@code threshold} of 0 ends nothing; nothing
 * ends either where it is not known how the token was chosen.
 * <p>
 * Example: with a {@code threshold} of 0.4 tokens of the probabilities
 * <code>[0.9, 0.5, 0.3]</code> end the sequence with the third.
 * <p>
 * Source: Hugging Face's {@code ConfidenceCriteria}
 * ({@code assistant_confidence_threshold}).
 *
 * @param threshold the least probability, from 0 to 1
 */
public record ConfidenceCriterion(double threshold) implements StoppingCriterion {

	public ConfidenceCriterion {
		if (!(threshold >= 0 && threshold <= 1)) {
			throw new IllegalArgumentException("'threshold' is %s but must be from 0 to 1".formatted(threshold));
		}
	}

	@Override
	public @Nullable FinishReason check(TokenSequence sequence) {
		return null;
	}

	@Override
	public @Nullable FinishReason check(TokenSequence sequence, Choice last) {
		float probability = (float) Math.exp(last.logProbability());
		return (probability < (float) this.threshold) ? FinishReason.STOP : null;
	}

}
