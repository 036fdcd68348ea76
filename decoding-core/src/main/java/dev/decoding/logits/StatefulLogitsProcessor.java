package dev.decoding.logits;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * A processor that depends on more than the tokens: on random numbers, or on how likely
 * the tokens were that have been chosen. It is a value that belongs to one position of
 * one sequence and is followed by another value at the next; so a sequence that forks or
 * goes back takes the state that it had there. Immutable.
 * <p>
 * Only tokens that were chosen behind it lead to what follows. The prompt, and tokens
 * that an answer is made to begin with, leave it as it began, as in llama.cpp, whose
 * samplers learn from their own choices alone; what only depends on which tokens there
 * are reads them from the sequence, these included.
 */
public interface StatefulLogitsProcessor extends LogitsProcessor {

	/**
	 * Process the scores of the token after a sequence.
	 * @param sequence the prompt and the tokens generated so far
	 * @param logits the scores to change, {@code [vocabulary]}
	 * @param random the random numbers of this sequence and position
	 * @return what follows
	 */
	Next step(TokenSequence sequence, Logits logits, RandomStream random);

	/**
	 * {@inheritDoc}
	 * <p>
	 * What follows is forgotten, and the random numbers are those of the seed 0.
	 */
	@Override
	default void process(TokenSequence sequence, Logits logits) {
		step(sequence, logits, RandomStream.of(0, 0, sequence.length()));
	}

	/**
	 * What follows once a token is chosen.
	 */
	@FunctionalInterface
	interface Next {

		/**
		 * Return the processor of the next position.
		 * @param choice the token that was chosen
		 * @return the processor
		 */
		LogitsProcessor after(Choice choice);

	}

}
