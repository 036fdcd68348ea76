package dev.decoding.search;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Ends a sequence that has as many tokens as it may have, the prompt included.
 * <p>
 * Edges: a prompt that is too long already gets one token all the same.
 * <p>
 * Example: with a {@code maxLength} of 10 a prompt of 7 tokens is continued by 3.
 * <p>
 * Source: Hugging Face's {@code MaxLengthCriteria}.
 *
 * @param maxLength the number of tokens, at least 1
 */
public record MaxLengthCriterion(int maxLength) implements StoppingCriterion {

	public MaxLengthCriterion {
		if (maxLength < 1) {
			throw new IllegalArgumentException("'maxLength' is %d but must be at least 1".formatted(maxLength));
		}
	}

	@Override
	public @Nullable FinishReason check(TokenSequence sequence) {
		return (sequence.length() >= this.maxLength) ? FinishReason.LENGTH : null;
	}

}
