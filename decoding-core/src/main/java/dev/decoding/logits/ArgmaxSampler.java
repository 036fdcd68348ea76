package dev.decoding.logits;

import dev.decoding.model.Logits;

/**
 * Chooses the token with the highest score, of several such tokens the one with the
 * lowest id. Draws no random number.
 */
public final class ArgmaxSampler implements TokenSampler {

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		int token = highest(logits);
		return new Choice(token, logits.logProbability(token));
	}

	/**
	 * Find the highest score.
	 * @param logits the scores
	 * @return the lowest token id that has it
	 * @throws InvalidLogitsException if no token has a score above negative infinity, or
	 * a score is NaN or positive infinity
	 */
	public static int highest(Logits logits) {
		float[] scores = logits.scores();
		int highest = -1;
		float max = Float.NEGATIVE_INFINITY;
		for (int token = 0; token < scores.length; token++) {
			float score = scores[token];
			if (!(score < Float.POSITIVE_INFINITY)) {
				throw new InvalidLogitsException(
						"The score of token %d is %s, so that no token can be chosen".formatted(token, score));
			}
			if (score > max) {
				max = score;
				highest = token;
			}
		}
		if (highest < 0) {
			throw new InvalidLogitsException("No token is left to choose from");
		}
		return highest;
	}

}
