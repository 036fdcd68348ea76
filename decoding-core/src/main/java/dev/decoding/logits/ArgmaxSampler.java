package dev.decoding.logits;

import dev.decoding.model.Logits;

/**
 * Chooses the token with the highest score, of several such tokens the one with the
 * lowest id. Draws no random number.
 */
public final class ArgmaxSampler implements TokenSampler {

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		int candidate = highestCandidate(logits);
		return new Choice(logits.token(candidate),
				logits.distribution(candidate).logProbability(logits.values()[candidate]));
	}

	/**
	 * Find the highest score.
	 * @param logits the scores
	 * @return the lowest token id that has it
	 * @throws InvalidLogitsException if no token has a score above negative infinity, or
	 * a score is NaN or positive infinity
	 */
	public static int highest(Logits logits) {
		return logits.token(highestCandidate(logits));
	}

	private static int highestCandidate(Logits logits) {
		int candidate = logits.highest();
		if (candidate < 0 || logits.values()[candidate] == Float.POSITIVE_INFINITY) {
			throw InvalidLogitsException.of(logits);
		}
		return candidate;
	}

}
