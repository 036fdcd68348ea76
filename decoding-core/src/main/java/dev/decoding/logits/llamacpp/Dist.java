package dev.decoding.logits.llamacpp;

import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * Draws a token from the softmax of the scores: the first candidate at which the
 * cumulative probability exceeds a uniform random number. With a seed of its own it draws
 * the tokens that llama.cpp draws.
 * <p>
 * Source: llama.cpp's <code>dist</code>.
 */
public final class Dist implements TokenSampler {

	private final RandomNumbers random;

	private final boolean drawsForOne;

	/**
	 * Create a sampler that draws a random number for each token.
	 * @param random where the random numbers come from
	 */
	public Dist(RandomNumbers random) {
		this(random, true);
	}

	private Dist(RandomNumbers random, boolean drawsForOne) {
		this.random = random;
		this.drawsForOne = drawsForOne;
	}

	/**
	 * Return the sampler that llama.cpp has behind {@link Mirostat}, {@link MirostatV2}
	 * and {@link AdaptiveP}: draws no random number where one candidate is left.
	 * @param random where the random numbers come from
	 * @return the sampler
	 */
	public static Dist sparing(RandomNumbers random) {
		return new Dist(random, false);
	}

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		return draw(logits, random).choice();
	}

	@Override
	public Draw draw(Logits logits, RandomStream random) {
		Distribution distribution = InvalidLogitsException.requireDistribution(logits);
		if (logits.count() == 1 && !this.drawsForOne) {
			return new Draw(new Choice(logits.token(0), 0), this);
		}
		RandomNumbers.Drawn drawn = this.random.draw(random);
		int candidate = distribution.quantile(drawn.number());
		double logProbability = distribution.logProbability(logits.values()[candidate]);
		return new Draw(new Choice(logits.token(candidate), logProbability), new Dist(drawn.next(), this.drawsForOne));
	}

	@Override
	public TokenSampler start(long seed, int branch, int branches) {
		return new Dist(this.random.ofBranch(branch), this.drawsForOne);
	}

}
