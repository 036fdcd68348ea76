package dev.decoding.logits;

import dev.decoding.model.Logits;

/**
 * How one token is chosen from processed scores.
 */
@FunctionalInterface
public interface TokenSampler {

	/**
	 * Choose a token.
	 * @param logits the scores, {@code [vocabulary]}; not changed
	 * @param random the random numbers of this choice
	 * @return the token and its log-probability
	 * @throws InvalidLogitsException if no token has a score above negative infinity, or
	 * a score is NaN or positive infinity
	 */
	Choice choose(Logits logits, RandomStream random);

	/**
	 * A chosen token.
	 *
	 * @param token the token id
	 * @param logProbability its log-probability under the softmax of the scores, in nats
	 */
	record Choice(int token, double logProbability) {
	}

}
