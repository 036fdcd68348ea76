package dev.decoding.search;

import java.util.List;

import dev.decoding.model.CausalLm;

/**
 * Guesses how sequences go on, for a model to check: what {@link SpeculativeDecoding}
 * saves by depends on it, but not what is generated. Implementations are safe for use by
 * several threads.
 */
@FunctionalInterface
public interface Drafter {

	/**
	 * Add guessed tokens to drafts.
	 * @param drafts one for each sequence of a request that has not ended, in which at
	 * least one token can be guessed
	 * @throws dev.decoding.model.EvaluationCancelledException if the request was
	 * cancelled or the thread interrupted
	 */
	void draft(List<Draft> drafts);

	/**
	 * Refuse a model that nothing can be guessed for. This is called before each
	 * generation.
	 * @param lm the model
	 * @throws dev.decoding.model.ModelException if it does not fit; the message says why
	 */
	default void check(CausalLm lm) {
	}

}
