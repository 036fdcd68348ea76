package dev.decoding.logits;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Looks in a text for the bits that {@link SynthId} prefers. In an unmarked text half of
 * them are 1, in a marked one more.
 * <p>
 * Formula: with <code>m</code> the mean of <code>n</code> bits,
 * <code>z = (m - 0.5) * 2 * sqrt(n)</code>.
 * <p>
 * Edges: the first <code>ngramLength - 1</code> tokens only are context; tokens whose
 * context was there before do not count, since they were not marked, nor do those from
 * the end-of-text token on.
 * <p>
 * Example: 160 ones of 256 bits have the mean 0.625 and a <code>z</code> of 4.
 * <p>
 * Source: as {@link SynthId}; Hugging Face's <code>compute_g_values</code>,
 * <code>compute_context_repetition_mask</code>, <code>compute_eos_token_mask</code> and
 * <code>expected_mean_g_value</code>, from which it trains a Bayesian detector.
 */
public final class SynthIdDetector {

	private final SynthId watermark;

	/**
	 * Create a detector.
	 * @param watermark the watermark as it was when the text was generated
	 */
	public SynthIdDetector(SynthId watermark) {
		this.watermark = watermark;
	}

	/**
	 * Look for the watermark.
	 * @param tokens the text, without its prompt
	 * @param endOfTextToken the token that the text ends with, if any
	 * @return what was found
	 */
	public Detection detect(int[] tokens, @Nullable Integer endOfTextToken) {
		int[][] bits = gValues(tokens);
		boolean[] counts = contextRepetitionMask(tokens);
		int end = (endOfTextToken != null) ? end(tokens, endOfTextToken) : tokens.length;
		int scored = 0;
		int ones = 0;
		for (int i = 0; i + this.watermark.ngramLength() <= end; i++) {
			if (counts[i]) {
				scored += bits[i].length;
				for (int bit : bits[i]) {
					ones += bit;
				}
			}
		}
		return new Detection(scored, ones);
	}

	/**
	 * Return the bits of the tokens.
	 * @param tokens the text
	 * @return the bits, 0 or 1, <code>[tokens - ngramLength + 1, keys]</code>
	 */
	public int[][] gValues(int... tokens) {
		TokenSequence sequence = TokenSequence.of(tokens).withPromptLength(0);
		TournamentBits bits = this.watermark.bits();
		int[][] values = new int[ngrams(tokens)][bits.rounds()];
		for (int i = 0; i < values.length; i++) {
			int position = i + this.watermark.ngramLength() - 1;
			long context = this.watermark.context(sequence, position);
			for (int round = 0; round < bits.rounds(); round++) {
				values[i][round] = bits.bit(context, tokens[position], round);
			}
		}
		return values;
	}

	/**
	 * Return which tokens have a context that was not there before.
	 * @param tokens the text
	 * @return whether it is a new one, <code>[tokens - ngramLength + 1]</code>
	 */
	public boolean[] contextRepetitionMask(int... tokens) {
		TokenSequence sequence = TokenSequence.of(tokens).withPromptLength(0);
		int first = this.watermark.ngramLength() - 1;
		boolean[] mask = new boolean[ngrams(tokens)];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = !this.watermark.isRepeated(sequence, first, first + i);
		}
		return mask;
	}

	/**
	 * Return which tokens come before the end of the text.
	 * @param tokens the text
	 * @param endOfTextToken the token that ends it
	 * @return whether they do, <code>[tokens]</code>
	 */
	public boolean[] endOfTextMask(int[] tokens, int endOfTextToken) {
		boolean[] mask = new boolean[tokens.length];
		Arrays.fill(mask, 0, end(tokens, endOfTextToken), true);
		return mask;
	}

	/**
	 * Return the mean of the bits that one round with fair random bits leads to, if all
	 * tokens are equally likely.
	 * @param vocabularySize the number of tokens
	 * @return the mean, below 0.75
	 */
	public double expectedMeanGValue(int vocabularySize) {
		return 0.5 + 0.25 * (1 - 1.0 / vocabularySize);
	}

	private static int end(int[] tokens, int endOfTextToken) {
		int end = 0;
		while (end < tokens.length && tokens[end] != endOfTextToken) {
			end++;
		}
		return end;
	}

	private int ngrams(int[] tokens) {
		return Math.max(0, tokens.length - this.watermark.ngramLength() + 1);
	}

	/**
	 * What a detector found.
	 *
	 * @param bits how many bits were looked at
	 * @param ones how many of them were 1
	 */
	public record Detection(int bits, int ones) {

		/**
		 * Return the mean of the bits.
		 * @return the mean, from 0 to 1; NaN if there were none
		 */
		public double mean() {
			return (double) this.ones / this.bits;
		}

		/**
		 * Return by how many standard deviations the mean exceeds that of an unmarked
		 * text.
		 * @return the number; NaN if there were no bits
		 */
		public double zScore() {
			return (mean() - 0.5) * 2 * Math.sqrt(this.bits);
		}

	}

}
