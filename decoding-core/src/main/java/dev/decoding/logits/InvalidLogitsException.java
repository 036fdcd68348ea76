package dev.decoding.logits;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelException;

/**
 * No token can be chosen: none is left, or a score is not a number. The message names the
 * processors that the scores went through.
 */
public class InvalidLogitsException extends ModelException {

	public InvalidLogitsException(String message) {
		super(message);
	}

	/**
	 * Describe what is wrong with scores.
	 * @param logits the scores
	 * @return the exception
	 */
	public static InvalidLogitsException of(Logits logits) {
		int invalid = firstInvalid(logits);
		return new InvalidLogitsException((invalid < 0) ? "No token is left to choose from"
				: "The score of token %d is %s, so that no token can be chosen".formatted(logits.token(invalid),
						logits.values()[invalid]));
	}

	/**
	 * Return the distribution that scores make.
	 * @param logits the scores
	 * @return the distribution, which is defined
	 * @throws InvalidLogitsException if no token can be chosen
	 */
	public static Distribution requireDistribution(Logits logits) {
		Distribution distribution = logits.distribution();
		if (!distribution.isDefined()) {
			throw of(logits);
		}
		return distribution;
	}

	/**
	 * Find a score that no token can be chosen by.
	 * @param logits the scores
	 * @return the first candidate whose score is NaN or positive infinity, or -1
	 */
	static int firstInvalid(Logits logits) {
		float[] values = logits.values();
		for (int candidate = 0; candidate < logits.count(); candidate++) {
			if (!(values[candidate] < Float.POSITIVE_INFINITY)) {
				return candidate;
			}
		}
		return -1;
	}

}
