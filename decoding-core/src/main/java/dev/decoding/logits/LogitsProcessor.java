package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Changes the scores of the next token in place. A score of
 * {@link Float#NEGATIVE_INFINITY} removes its token. Implementations are safe for use by
 * several threads and give the same scores for the same input.
 */
@FunctionalInterface
public interface LogitsProcessor {

	/**
	 * Process the scores of the token after a sequence.
	 * @param sequence the prompt and the tokens generated so far
	 * @param logits the scores to change, {@code [vocabulary]}
	 */
	void process(TokenSequence sequence, Logits logits);

	/**
	 * Return what error messages call this processor.
	 * @return the name, by default that of the class
	 */
	default String name() {
		String name = getClass().getSimpleName();
		return name.isEmpty() ? getClass().getName() : name;
	}

}
