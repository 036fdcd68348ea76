package dev.decoding.search;

/**
 * How a beam search goes on.
 *
 * @param numBeams how many sequences are followed at a time, at least 1
 * @param lengthPenalty the power of the length, in generated tokens, that the score of a
 * finished sequence is divided by: above 0 longer sequences are favoured, below 0 shorter
 * ones, and at 0 the score is the plain sum
 * @param earlyStopping when to stop looking for better sequences
 */
public record BeamSettings(int numBeams, double lengthPenalty, EarlyStopping earlyStopping) {

	public BeamSettings {
		if (numBeams < 1) {
			throw new IllegalArgumentException("'numBeams' is %d but must be at least 1".formatted(numBeams));
		}
		if (!Double.isFinite(lengthPenalty)) {
			throw new IllegalArgumentException(
					"'lengthPenalty' is %s but must be a finite number".formatted(lengthPenalty));
		}
	}

	/**
	 * Follow some sequences, with Hugging Face's defaults.
	 * @param numBeams how many, at least 1
	 */
	public BeamSettings(int numBeams) {
		this(numBeams, 1, EarlyStopping.FALSE);
	}

	/**
	 * Return what a finished sequence is compared by.
	 * @param score the sum of its scores
	 * @param length its length in generated tokens
	 */
	float penalized(float score, int length) {
		return score / (float) Math.pow(length, this.lengthPenalty);
	}

	/**
	 * Return the best that an unfinished sequence may reach, as far as is looked ahead.
	 * @param score the sum of its scores so far
	 * @param length its length in generated tokens so far
	 * @param mostTokens the length that it can reach
	 */
	float attainable(float score, int length, int mostTokens) {
		boolean longest = this.earlyStopping == EarlyStopping.NEVER && this.lengthPenalty > 0;
		return penalized(score, longest ? mostTokens : length);
	}

	/**
	 * Check that so many sequences can be returned.
	 * @param request the request
	 * @throws IllegalArgumentException if it wants more than there are beams
	 */
	void check(GenerationRequest request) {
		if (request.numReturnSequences() > this.numBeams) {
			throw new IllegalArgumentException("'numReturnSequences' is %d but must be at most 'numBeams', which is %d"
				.formatted(request.numReturnSequences(), this.numBeams));
		}
	}

}
