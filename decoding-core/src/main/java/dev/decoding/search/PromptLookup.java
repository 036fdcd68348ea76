package dev.decoding.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Guesses the next tokens without a model: looks where the last tokens occurred before,
 * and proposes what came after them there. The guesses are for a model to check, several
 * in one evaluation.
 * <p>
 * Rule: of the earlier places that agree with the end of the sequence in the most tokens,
 * but no more than {@code maxMatchingNgramSize}, the first one counts; up to
 * {@code numTokens} tokens behind it are proposed, as far as the processors allow them,
 * and none from an end-of-text token on. Places whose first token the processors remove
 * do not count.
 * <p>
 * Edges: nothing is proposed where there is no such place, where it is followed by an
 * end-of-text token, or where only one more token fits; the place may overlap the end of
 * the sequence.
 * <p>
 * Example: behind <code>[1, 2, 3, 4, 1, 2]</code> the tokens <code>[3, 4]</code> are
 * proposed where {@code numTokens} is 2.
 * <p>
 * Source: Saxena, <i>Prompt Lookup Decoding</i>, 2023; Hugging Face's
 * {@code PromptLookupCandidateGenerator}.
 *
 * @param numTokens how many tokens to propose at most, at least 1
 * @param maxMatchingNgramSize how many of the last tokens to compare at most, at least 1
 * @param endOfTextTokens the tokens that are never proposed
 * @param processors what removes tokens that must not be proposed
 * @param vocabularySize the number of scores that the processors are given
 */
public record PromptLookup(int numTokens, int maxMatchingNgramSize, Set<Integer> endOfTextTokens,
		LogitsProcessor processors, int vocabularySize) {

	public PromptLookup {
		if (numTokens < 1) {
			throw new IllegalArgumentException("'numTokens' is %d but must be at least 1".formatted(numTokens));
		}
		if (maxMatchingNgramSize < 1) {
			throw new IllegalArgumentException(
					"'maxMatchingNgramSize' is %d but must be at least 1".formatted(maxMatchingNgramSize));
		}
		endOfTextTokens = Set.copyOf(endOfTextTokens);
	}

	/**
	 * Propose tokens, in time linear in the length of the sequence.
	 * @param sequence the tokens so far
	 * @param maxLength how long the sequence may become, prompt included
	 * @return the proposed tokens, perhaps none
	 */
	public int[] candidates(TokenSequence sequence, int maxLength) {
		int length = sequence.length();
		if (length < 2 || maxLength <= length + 1) {
			return new int[0];
		}
		int[] tokens = sequence.toArray();
		float[] row = new float[this.vocabularySize];
		int best = 0;
		int longest = 0;
		int[] common = commonSuffixes(tokens);
		Set<Integer> removed = new HashSet<>();
		for (int end = 1; end < length; end++) {
			int size = Math.min(common[end], this.maxMatchingNgramSize);
			if (size > longest && !removed.contains(tokens[end])) {
				if (isPossible(sequence, tokens[end], row)) {
					longest = size;
					best = end;
				}
				else {
					removed.add(tokens[end]);
				}
			}
		}
		return (longest > 0) ? allowed(sequence, best, row) : new int[0];
	}

	/**
	 * Return the tokens from an index on, before the first one that must not be proposed.
	 */
	private int[] allowed(TokenSequence sequence, int from, float[] row) {
		int[] tokens = sequence.toArray(from, Math.min(from + this.numTokens, sequence.length()));
		TokenSequence extended = sequence;
		for (int i = 0; i < tokens.length; i++) {
			boolean allowed = !this.endOfTextTokens.contains(tokens[i])
					&& (i == 0 || isPossible(extended, tokens[i], row));
			if (!allowed) {
				return Arrays.copyOf(tokens, i);
			}
			extended = extended.append(tokens[i]);
		}
		return tokens;
	}

	/**
	 * Return whether the processors leave a token that is the only candidate, so that
	 * those which compare candidates always do. If they refuse to remove it, that is for
	 * the model's own scores to show.
	 */
	private boolean isPossible(TokenSequence sequence, int token, float[] row) {
		Logits logits = Logits.of(row);
		logits.keep(new int[] { token }, new float[] { 1 }, 1, true);
		try {
			this.processors.process(sequence, logits);
			return logits.get(token) > -Float.MAX_VALUE;
		}
		catch (InvalidLogitsException ex) {
			return false;
		}
	}

	/**
	 * Return for each index how many tokens before it are those at the end: the Z
	 * algorithm, from right to left.
	 */
	private static int[] commonSuffixes(int[] tokens) {
		int length = tokens.length;
		int[] common = new int[length];
		int left = length;
		int right = length;
		for (int end = length - 1; end > 0; end--) {
			int size = (end > left) ? Math.min(common[length - (right - end)], end - left) : 0;
			while (size < end && tokens[end - 1 - size] == tokens[length - 1 - size]) {
				size++;
			}
			common[end] = size;
			if (end - size < left) {
				left = end - size;
				right = end;
			}
		}
		return common;
	}

}
