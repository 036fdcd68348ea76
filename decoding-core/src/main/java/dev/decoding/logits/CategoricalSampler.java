package dev.decoding.logits;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * Draws a token from the softmax of the scores: the first candidate at which the
 * cumulative probability exceeds a uniform random number. Draws one such number and
 * computes in double precision.
 */
public final class CategoricalSampler implements TokenSampler {

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		Distribution distribution = InvalidLogitsException.requireDistribution(logits);
		int candidate = distribution.quantile(random.nextDouble());
		return new Choice(logits.token(candidate), distribution.logProbability(logits.values()[candidate]));
	}

}
