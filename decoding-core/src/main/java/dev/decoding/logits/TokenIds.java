package dev.decoding.logits;

import java.util.Arrays;
import java.util.Collection;

import dev.decoding.model.Logits;

/**
 * What several processors do with lists of token ids.
 */
final class TokenIds {

	private TokenIds() {
	}

	/**
	 * Refuse an id below 0.
	 * @param option what names the tokens, in camel case
	 * @param tokens the token ids
	 */
	static void check(String option, Collection<Integer> tokens) {
		for (int token : tokens) {
			if (token < 0) {
				throw new IllegalArgumentException(
						"'%s' has the token id %d but must have ids from 0".formatted(option, token));
			}
		}
	}

	/**
	 * Refuse an id that the vocabulary does not have.
	 * @param option what names the tokens, in camel case
	 * @param tokens the token ids
	 * @param vocabularySize the number of scores
	 */
	static void checkInVocabulary(String option, Collection<Integer> tokens, int vocabularySize) {
		for (int token : tokens) {
			checkInVocabulary(option, token, vocabularySize);
		}
	}

	static void checkInVocabulary(String option, int token, int vocabularySize) {
		if (token < 0 || token >= vocabularySize) {
			throw new IllegalArgumentException(
					"'%s' has the token id %d but must have ids from 0 to %d, the last of the vocabulary"
						.formatted(option, token, vocabularySize - 1));
		}
	}

	/**
	 * Remove tokens, passing over those that the vocabulary does not have.
	 * @param tokens the token ids
	 * @param logits the scores to change
	 */
	static void remove(Collection<Integer> tokens, Logits logits) {
		float[] scores = logits.scores();
		for (int token : tokens) {
			if (token >= 0 && token < scores.length) {
				scores[token] = Float.NEGATIVE_INFINITY;
			}
		}
	}

	/**
	 * Give tokens the score 0 and remove all others.
	 * @param tokens the token ids, all of the vocabulary
	 * @param logits the scores to change
	 */
	static void force(Collection<Integer> tokens, Logits logits) {
		float[] scores = logits.scores();
		Arrays.fill(scores, Float.NEGATIVE_INFINITY);
		for (int token : tokens) {
			scores[token] = 0;
		}
	}

}
