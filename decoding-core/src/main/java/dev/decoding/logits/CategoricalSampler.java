package dev.decoding.logits;

import dev.decoding.model.Logits;

/**
 * Draws a token from the softmax of the scores: the first one, by ascending id, at which
 * the cumulative probability exceeds a uniform random number. Draws one such number and
 * computes in double precision.
 */
public final class CategoricalSampler implements TokenSampler {

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		float[] scores = logits.scores();
		float max = scores[ArgmaxSampler.highest(logits)];
		double total = 0;
		for (float score : scores) {
			total += weight(score, max);
		}
		int chosen = draw(scores, max, random.nextDouble() * total);
		return new Choice(chosen, (double) scores[chosen] - max - Math.log(total));
	}

	private static int draw(float[] scores, float max, double target) {
		double cumulative = 0;
		int last = -1;
		for (int token = 0; token < scores.length; token++) {
			double weight = weight(scores[token], max);
			if (weight > 0) {
				cumulative += weight;
				last = token;
				if (cumulative > target) {
					break;
				}
			}
		}
		return last;
	}

	private static double weight(float score, float max) {
		return (score == Float.NEGATIVE_INFINITY) ? 0 : Math.exp((double) score - max);
	}

}
