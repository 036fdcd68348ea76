package dev.decoding.logits;

/**
 * How many tokens a truncation keeps in any case.
 */
final class MinTokensToKeep {

	private MinTokensToKeep() {
	}

	/**
	 * Check the number.
	 * @param minTokensToKeep the number of tokens
	 * @throws IllegalArgumentException if it is not at least 1
	 */
	static void check(int minTokensToKeep) {
		if (minTokensToKeep < 1) {
			throw new IllegalArgumentException(
					"'minTokensToKeep' is %d but must be at least 1".formatted(minTokensToKeep));
		}
	}

}
