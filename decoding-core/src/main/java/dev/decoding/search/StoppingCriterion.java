package dev.decoding.search;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Decides by its tokens whether a sequence ends.
 */
@FunctionalInterface
public interface StoppingCriterion {

	/**
	 * Look at a sequence after a token was added.
	 * @param sequence the sequence with its newest token
	 * @return why it ends, or {@code null} if it goes on
	 */
	@Nullable FinishReason check(TokenSequence sequence);

}
