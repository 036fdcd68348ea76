package dev.decoding.logits;

import dev.decoding.model.Logits;

/**
 * How one token is chosen from processed scores. Immutable: a sampler that remembers
 * something of a sequence is followed by another one at the next position.
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
	 * Choose a token, and the sampler of the next one.
	 * @param logits the scores, {@code [vocabulary]}; not changed
	 * @param random the random numbers of this choice
	 * @return the choice and what follows
	 * @throws InvalidLogitsException if no token has a score above negative infinity, or
	 * a score is NaN or positive infinity
	 */
	default Draw draw(Logits logits, RandomStream random) {
		return new Draw(choose(logits, random), this);
	}

	/**
	 * Return the sampler of one sequence of a request.
	 * @param seed the seed of the request
	 * @param branch the index of the sequence
	 * @param branches how many sequences the request has
	 * @return the sampler of its first token
	 */
	default TokenSampler start(long seed, int branch, int branches) {
		return this;
	}

	/**
	 * A chosen token.
	 *
	 * @param token the token id
	 * @param logProbability its log-probability under the softmax of the scores, in nats
	 */
	record Choice(int token, double logProbability) {
	}

	/**
	 * A chosen token and what follows.
	 *
	 * @param choice the token
	 * @param next the sampler of the next token
	 */
	record Draw(Choice choice, TokenSampler next) {
	}

}
