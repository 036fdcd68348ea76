package dev.decoding.mixture;

import dev.decoding.model.Logits;

/**
 * Differences of models' log-probabilities.
 */
final class Contrast {

	/** No log-probability of a difference counts as lower. */
	static final float LOWEST = -50;

	private Contrast() {
	}

	/**
	 * Normalize scores for a difference. A token that a model holds for impossible must
	 * not outweigh everything.
	 * @param logits the scores
	 * @return their log-probabilities
	 */
	static float[] logProbabilities(Logits logits) {
		logits.normalize();
		float[] scores = logits.scores();
		for (int i = 0; i < scores.length; i++) {
			scores[i] = Math.max(scores[i], LOWEST);
		}
		return scores;
	}

	/**
	 * Add <code>weight * (score - away)</code> to each score of a candidate.
	 * @param scores the scores
	 * @param weight the weight
	 * @param away what to move away from
	 */
	static void moveAway(Logits scores, double weight, float[] away) {
		float[] values = scores.values();
		float factor = (float) weight;
		for (int i = 0; factor != 0 && i < scores.count(); i++) {
			values[i] += factor * (values[i] - away[scores.token(i)]);
		}
		scores.forgetOrder();
	}

	/**
	 * Add <code>weight * (toward - away)</code> to each score of a candidate.
	 * @param scores the scores
	 * @param weight the weight
	 * @param toward the scores of the model to move toward
	 * @param away the scores of the model to move away from
	 */
	static void steer(Logits scores, double weight, Logits toward, Logits away) {
		float[] added = logProbabilities(toward);
		float[] subtracted = logProbabilities(away);
		float[] values = scores.values();
		float factor = (float) weight;
		for (int i = 0; factor != 0 && i < scores.count(); i++) {
			int token = scores.token(i);
			values[i] += factor * (added[token] - subtracted[token]);
		}
		scores.forgetOrder();
	}

}
