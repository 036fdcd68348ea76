package dev.decoding.logits;

/**
 * Scores to probabilities, in single precision as PyTorch has it.
 */
final class Softmax {

	/** Below this difference from the highest score, the exponential is 0. */
	private static final float LOWEST = -104;

	private Softmax() {
	}

	/**
	 * Return the probabilities of scores.
	 * @param scores the scores, {@code [vocabulary]}
	 * @return the probabilities, {@code [vocabulary]}; empty if a score is NaN or
	 * positive infinity or none is above negative infinity
	 */
	static float[] probabilities(float[] scores) {
		float max = Float.NEGATIVE_INFINITY;
		for (float score : scores) {
			max = Math.max(max, score);
		}
		if (!Float.isFinite(max)) {
			return new float[0];
		}
		float[] probabilities = new float[scores.length];
		double sum = 0;
		for (int token = 0; token < scores.length; token++) {
			float difference = scores[token] - max;
			if (difference >= LOWEST) {
				probabilities[token] = (float) Math.exp(difference);
				sum += probabilities[token];
			}
		}
		for (int token = 0; token < scores.length; token++) {
			probabilities[token] /= (float) sum;
		}
		return probabilities;
	}

}
