package dev.decoding.logits.llamacpp;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * The softmax of the candidates, in single precision.
 */
final class Probabilities {

	/** Up to so many candidates are summed one after the other, as llama.cpp does. */
	static final int SHORT = 1024;

	private final Logits logits;

	private final float max;

	private final float sum;

	private final @Nullable Distribution distribution;

	private Probabilities(Logits logits, float max, float sum, @Nullable Distribution distribution) {
		this.logits = logits;
		this.max = max;
		this.sum = sum;
		this.distribution = distribution;
	}

	/**
	 * Compute the softmax.
	 * @param logits the scores, which are not to change as long as it is used
	 * @return the probabilities
	 */
	static Probabilities of(Logits logits) {
		return (logits.count() > SHORT) ? ofLong(logits, logits.distribution()) : ofShort(logits);
	}

	/**
	 * Compute the softmax and, at the same time, its entropy.
	 * @param logits the scores, which are not to change as long as it is used
	 * @return the probabilities
	 */
	static Probabilities withEntropy(Logits logits) {
		return (logits.count() > SHORT) ? ofLong(logits, logits.distributionWithEntropy()) : ofShort(logits);
	}

	private static Probabilities ofLong(Logits logits, Distribution distribution) {
		double sum = Math.exp(distribution.logNormalizer() - distribution.max());
		return new Probabilities(logits, distribution.max(), (float) sum, distribution);
	}

	private static Probabilities ofShort(Logits logits) {
		float max = logits.max();
		float[] values = logits.values();
		float sum = 0;
		for (int i = 0; i < logits.count(); i++) {
			sum += (float) Math.exp(values[i] - max);
		}
		return new Probabilities(logits, max, sum, null);
	}

	/**
	 * Return whether there are probabilities at all.
	 * @return {@code false} if a score is NaN or positive infinity, or no token is left
	 */
	boolean areDefined() {
		return Float.isFinite(this.max) && this.sum < Float.POSITIVE_INFINITY;
	}

	/**
	 * Return the probability of a score.
	 * @param score the score
	 * @return the probability
	 */
	float of(float score) {
		return (float) Math.exp(score - this.max) / this.sum;
	}

	/**
	 * Return the score that has a probability.
	 * @param probability the probability
	 * @return the score
	 */
	float score(double probability) {
		return (float) (Math.log(probability * this.sum) + this.max);
	}

	/**
	 * Return the entropy.
	 * @return the entropy in nats
	 */
	float entropy() {
		if (this.distribution != null) {
			return (float) this.distribution.entropy();
		}
		float[] values = this.logits.values();
		float entropy = 0;
		for (int i = 0; i < this.logits.count(); i++) {
			float probability = of(values[i]);
			if (probability > 0) {
				entropy -= probability * (float) Math.log(probability);
			}
		}
		return entropy;
	}

}
