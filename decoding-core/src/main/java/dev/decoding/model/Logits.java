package dev.decoding.model;

/**
 * One row of scores over the vocabulary. A processor reads and changes the scores in
 * place; a score of {@link Float#NEGATIVE_INFINITY} removes its token.
 */
public final class Logits {

	private final float[] scores;

	private Logits(float[] scores) {
		this.scores = scores;
	}

	/**
	 * Wrap scores without copying them.
	 * @param scores the scores, {@code [vocabulary]}
	 * @return the logits, which own the array from now on
	 */
	public static Logits of(float... scores) {
		return new Logits(scores);
	}

	public int vocabularySize() {
		return this.scores.length;
	}

	public float get(int token) {
		return this.scores[token];
	}

	public void set(int token, float score) {
		this.scores[token] = score;
	}

	public Logits copy() {
		return new Logits(this.scores.clone());
	}

	/**
	 * Return how likely a token is under the softmax of the scores, computed in double
	 * precision.
	 * @param token the token id
	 * @return its log-probability in nats; NaN if a score is NaN or positive infinity
	 */
	public double logProbability(int token) {
		float max = Float.NEGATIVE_INFINITY;
		for (float score : this.scores) {
			max = Math.max(max, score);
		}
		double sum = 0;
		for (float score : this.scores) {
			if (score != Float.NEGATIVE_INFINITY) {
				sum += Math.exp((double) score - max);
			}
		}
		return (double) this.scores[token] - max - Math.log(sum);
	}

	/**
	 * Return the scores themselves, not a copy.
	 * @return the scores, {@code [vocabulary]}
	 */
	public float[] scores() {
		return this.scores;
	}

}
