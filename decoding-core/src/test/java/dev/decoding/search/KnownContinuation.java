package dev.decoding.search;

import java.util.List;
import java.util.function.IntUnaryOperator;

import dev.decoding.model.TokenSequence;

/**
 * Guesses with knowledge of a continuation, some of which it may forget.
 *
 * @param known the prompt and what follows it
 * @param memory from an index and the token there to what is guessed
 */
record KnownContinuation(TokenSequence known, Memory memory) implements Drafter {

	static KnownContinuation of(TokenSequence known) {
		return new KnownContinuation(known, (index, token) -> token);
	}

	/**
	 * Guess every so manieth token wrong.
	 */
	static KnownContinuation wrongEvery(int nth, TokenSequence known, IntUnaryOperator wrong) {
		return new KnownContinuation(known, (index, token) -> (index % nth == 0) ? wrong.applyAsInt(token) : token);
	}

	@Override
	public void draft(List<Draft> drafts) {
		for (Draft draft : drafts) {
			while (draft.room() > 0 && draft.tokens().length() < this.known.length()) {
				int index = draft.tokens().length();
				draft.add(this.memory.at(index, this.known.get(index)));
			}
		}
	}

	@FunctionalInterface
	interface Memory {

		int at(int index, int token);

	}

}
