package dev.decoding.logits.vllm;

/**
 * Whether an option's token is one of the vocabulary.
 */
final class TokenRange {

	private TokenRange() {
	}

	static void check(String option, int token, int vocabularySize) {
		if (token < 0 || token >= vocabularySize) {
			throw new IllegalArgumentException(
					"'%s' has the token id %d but must have ids from 0 to %d, the last of the vocabulary"
						.formatted(option, token, vocabularySize - 1));
		}
	}

}
