package dev.decoding.logits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * What is added to the score of a token that would complete a sequence of tokens. Looks
 * only at those of the sequences whose last token but one was the last so far.
 */
final class CompletionBiases {

	private final String option;

	/** The biases of single tokens. */
	private final Map<Integer, Float> singles = new LinkedHashMap<>();

	/** The longer sequences by their last token but one. */
	private final Map<Integer, List<Completion>> completions = new HashMap<>();

	private int highestToken;

	/**
	 * Create biases.
	 * @param option what messages call them, in camel case
	 * @param biases from a sequence to what is added to the score of its last token; a
	 * sequence of no tokens is never completed
	 */
	CompletionBiases(String option, Map<List<Integer>, Float> biases) {
		this.option = option;
		biases.forEach((sequence, bias) -> {
			TokenIds.check(option, sequence);
			sequence.forEach((token) -> this.highestToken = Math.max(this.highestToken, token));
			if (sequence.size() == 1) {
				this.singles.put(sequence.get(0), bias);
			}
			else if (!sequence.isEmpty()) {
				this.completions.computeIfAbsent(sequence.get(sequence.size() - 2), (token) -> new ArrayList<>())
					.add(Completion.of(sequence, bias));
			}
		});
	}

	void add(TokenSequence sequence, Logits logits) {
		if (this.singles.isEmpty() && this.completions.isEmpty()) {
			return;
		}
		TokenIds.checkInVocabulary(this.option, this.highestToken, logits.vocabularySize());
		float[] scores = logits.scores();
		Map<Integer, Float> sums = sums(sequence);
		sums.forEach((token, bias) -> scores[token] += bias);
		this.singles.forEach((token, bias) -> {
			if (!sums.containsKey(token)) {
				scores[token] += bias;
			}
		});
	}

	/**
	 * Add up the biases of the tokens that complete a longer sequence now.
	 */
	private Map<Integer, Float> sums(TokenSequence sequence) {
		List<Completion> possible = sequence.isEmpty() ? null : this.completions.get(sequence.last());
		if (possible == null) {
			return Map.of();
		}
		Map<Integer, Float> sums = new LinkedHashMap<>();
		for (Completion completion : possible) {
			if (completion.follows(sequence)) {
				float sum = sums.getOrDefault(completion.token, this.singles.getOrDefault(completion.token, 0f));
				sums.put(completion.token, sum + completion.bias);
			}
		}
		return sums;
	}

	/**
	 * The last token of a sequence of several.
	 *
	 * @param prefix the tokens before it
	 * @param token the last token
	 * @param bias its bias
	 */
	private record Completion(int[] prefix, int token, float bias) {

		static Completion of(List<Integer> sequence, float bias) {
			int last = sequence.size() - 1;
			return new Completion(sequence.stream().limit(last).mapToInt(Integer::intValue).toArray(),
					sequence.get(last), bias);
		}

		/**
		 * As in the reference, the prompt and what follows must be longer than the
		 * prefix.
		 */
		boolean follows(TokenSequence sequence) {
			int offset = sequence.length() - this.prefix.length;
			if (offset < 1) {
				return false;
			}
			for (int i = this.prefix.length - 1; i >= 0; i--) {
				if (this.prefix[i] != sequence.get(offset + i)) {
					return false;
				}
			}
			return true;
		}

	}

}
