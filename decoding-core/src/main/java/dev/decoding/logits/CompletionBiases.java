package dev.decoding.logits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * What is added to the score of a token that would complete a sequence of tokens, by the
 * token.
 */
final class CompletionBiases {

	private final String option;

	private final List<Completion> completions;

	private final int highestToken;

	/**
	 * Create biases.
	 * @param option what messages call them, in camel case
	 * @param biases from a sequence to what is added to the score of its last token; a
	 * sequence of no tokens is never completed
	 */
	CompletionBiases(String option, Map<List<Integer>, Float> biases) {
		this.option = option;
		Map<Integer, Completion> completions = new LinkedHashMap<>();
		int highest = 0;
		for (Map.Entry<List<Integer>, Float> entry : biases.entrySet()) {
			List<Integer> sequence = entry.getKey();
			TokenIds.check(option, sequence);
			for (int token : sequence) {
				highest = Math.max(highest, token);
			}
			if (!sequence.isEmpty()) {
				completions.merge(sequence.get(sequence.size() - 1), Completion.of(sequence, entry.getValue()),
						Completion::and);
			}
		}
		this.completions = List.copyOf(completions.values());
		this.highestToken = highest;
	}

	void add(TokenSequence sequence, Logits logits) {
		if (this.completions.isEmpty()) {
			return;
		}
		TokenIds.checkInVocabulary(this.option, this.highestToken, logits.vocabularySize());
		float[] scores = logits.scores();
		for (Completion completion : this.completions) {
			float bias = completion.bias(sequence);
			if (bias != 0) {
				scores[completion.token] += bias;
			}
		}
	}

	/**
	 * The sequences that one token completes.
	 *
	 * @param token the token
	 * @param always the bias of the token alone
	 * @param longer the longer sequences
	 */
	private record Completion(int token, float always, List<Prefix> longer) {

		static Completion of(List<Integer> sequence, float bias) {
			if (sequence.size() == 1) {
				return new Completion(sequence.get(sequence.size() - 1), bias, List.of());
			}
			int[] prefix = sequence.stream().limit(sequence.size() - 1).mapToInt(Integer::intValue).toArray();
			return new Completion(sequence.get(sequence.size() - 1), 0, List.of(new Prefix(prefix, bias)));
		}

		Completion and(Completion other) {
			List<Prefix> both = new ArrayList<>(this.longer);
			both.addAll(other.longer);
			return new Completion(this.token, this.always + other.always, both);
		}

		float bias(TokenSequence sequence) {
			float bias = this.always;
			for (Prefix prefix : this.longer) {
				if (prefix.ends(sequence)) {
					bias += prefix.bias;
				}
			}
			return bias;
		}

	}

	/**
	 * What comes before the last token of a sequence.
	 *
	 * @param tokens the tokens before the last
	 * @param bias the bias of the last
	 */
	private record Prefix(int[] tokens, float bias) {

		/**
		 * As in the reference, the prompt and what follows must be longer than the
		 * prefix.
		 */
		boolean ends(TokenSequence sequence) {
			int offset = sequence.length() - this.tokens.length;
			if (offset < 1) {
				return false;
			}
			for (int i = this.tokens.length - 1; i >= 0; i--) {
				if (this.tokens[i] != sequence.get(offset + i)) {
					return false;
				}
			}
			return true;
		}

	}

}
