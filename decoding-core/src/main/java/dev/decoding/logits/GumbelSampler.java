package dev.decoding.logits;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * Draws a token from the softmax of the scores by adding Gumbel noise to each score and
 * taking the highest sum. Which noise a token gets depends on its id only, not on the
 * other tokens: what a processor removes changes nothing unless it is the token that
 * would have been drawn, and requests with the same seed stay together as long as they
 * can.
 * <p>
 * Formula: <code>argmax(score[i] + g[i])</code> with <code>g[i] = -log(-log(u[i]))</code>
 * and <code>u[i]</code> uniform; computed as
 * <code>argmin(-log(u[i]) / exp(score[i]))</code>, which is the same.
 * <p>
 * Source: Gumbel, <i>Statistical Theory of Extreme Values and Some Practical
 * Applications</i>, 1954; Maddison, Tarlow, Minka, <i>A* Sampling</i>, 2014.
 */
public final class GumbelSampler implements TokenSampler {

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		Distribution distribution = InvalidLogitsException.requireDistribution(logits);
		long key = random.nextLong();
		double max = distribution.max();
		float[] values = logits.values();
		int winner = -1;
		double best = Double.POSITIVE_INFINITY;
		for (int i = 0; i < logits.count(); i++) {
			double uniform = RandomStream.uniform(key, logits.token(i));
			double below = max - values[i];
			if (!ExponentialRace.isLost(uniform, below, best)) {
				double time = -Math.log1p(-uniform) * Math.exp(below);
				if (time < best) {
					best = time;
					winner = i;
				}
			}
		}
		return new Choice(logits.token(winner), distribution.logProbability(values[winner]));
	}

}
