package dev.decoding.search;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.TokenSequence;

/**
 * Decides by its tokens whether a sequence ends. Implementations are safe for use by
 * several threads; one that needs to know when a generation began says so in
 * {@link #start()}.
 */
@FunctionalInterface
public interface StoppingCriterion {

	/**
	 * Look at a sequence after a token was added.
	 * @param sequence the sequence with its newest token
	 * @return why it ends, or {@code null} if it goes on
	 */
	@Nullable FinishReason check(TokenSequence sequence);

	/**
	 * Look at a sequence after a token was added, and at how that token was chosen.
	 * @param sequence the sequence with its newest token
	 * @param last the newest token and its log-probability
	 * @return why it ends, or {@code null} if it goes on; by default what
	 * {@link #check(TokenSequence)} says
	 */
	default @Nullable FinishReason check(TokenSequence sequence, Choice last) {
		return check(sequence);
	}

	/**
	 * Begin a sequence. This is called once for each, before the model is asked about the
	 * prompt.
	 * @return the criterion of this sequence, by default this one
	 */
	default StoppingCriterion start() {
		return this;
	}

}
