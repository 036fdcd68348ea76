package dev.decoding.search;

/**
 * How many tokens to guess at a time.
 * <p>
 * Edges: never so many that the sequence would be full before the model adds one of its
 * own.
 * <p>
 * Source: Hugging Face's {@code num_assistant_tokens} and
 * {@code num_assistant_tokens_schedule}, whose {@code heuristic_transient} is
 * {@link Schedule#HEURISTIC} here: each sequence begins anew.
 *
 * @param tokens how many at first, at least 1
 * @param schedule how the number changes
 */
public record DraftLength(int tokens, Schedule schedule) {

	public DraftLength {
		if (tokens < 1) {
			throw new IllegalArgumentException("'tokens' is %d but must be at least 1".formatted(tokens));
		}
	}

	/**
	 * Always guess the same number of tokens.
	 * @param tokens the number
	 * @return the length
	 */
	public static DraftLength constant(int tokens) {
		return new DraftLength(tokens, Schedule.CONSTANT);
	}

	/**
	 * Guess more tokens where guesses are right and fewer where they are not.
	 * @param tokens the number at first
	 * @return the length
	 */
	public static DraftLength heuristic(int tokens) {
		return new DraftLength(tokens, Schedule.HEURISTIC);
	}

	/**
	 * Return how many tokens to guess next.
	 * @param tokens how many were to be guessed last
	 * @param allAccepted whether all that were guessed then were accepted
	 */
	int next(int tokens, boolean allAccepted) {
		return switch (this.schedule) {
			case CONSTANT -> tokens;
			case HEURISTIC -> allAccepted ? tokens + 2 : Math.max(1, tokens - 1);
		};
	}

	/**
	 * How the number of guessed tokens changes.
	 */
	public enum Schedule {

		/** It does not. */
		CONSTANT,

		/** Two more if all guessed tokens were accepted, else one less. */
		HEURISTIC

	}

}
