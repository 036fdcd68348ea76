package dev.decoding.logits;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Tells whether a text carries a {@link Watermark}: counts the tokens that are on the
 * list of their context, and asks how surprising so many are in an unmarked text.
 * <p>
 * Formula: with <code>g</code> of <code>n</code> tokens on their list and the ratio
 * <code>r</code> of the lists, <code>z = (g - r n) / sqrt(n r (1 - r))</code>, and the
 * text counts as marked if <code>z</code> exceeds the threshold.
 * <p>
 * Edges: a leading begin-of-text token is left out, and so are the first tokens, whose
 * context is incomplete; a repeated n-gram counts each time, as it does with Hugging
 * Face, whose <code>ignore_repeated_ngrams</code> has no effect.
 * <p>
 * Example: 13 of 14 tokens on lists of a quarter of the vocabulary give a <code>z</code>
 * of 5.86.
 * <p>
 * Source: as {@link Watermark}; Hugging Face's <code>WatermarkDetector</code>.
 */
public final class WatermarkDetector {

	private static final double THRESHOLD = 3;

	private final Watermark watermark;

	private final int vocabularySize;

	private final @Nullable Integer beginOfTextToken;

	private final double threshold;

	/**
	 * Create a detector with a threshold of 3.
	 * @param watermark the watermark as it was when the text was generated
	 * @param vocabularySize the size of the model's scores, in tokens
	 * @param beginOfTextToken the token to leave out at the beginning, if any
	 */
	public WatermarkDetector(Watermark watermark, int vocabularySize, @Nullable Integer beginOfTextToken) {
		this(watermark, vocabularySize, beginOfTextToken, THRESHOLD);
	}

	/**
	 * Create a detector.
	 * @param watermark the watermark as it was when the text was generated
	 * @param vocabularySize the size of the model's scores, in tokens
	 * @param beginOfTextToken the token to leave out at the beginning, if any
	 * @param threshold the <code>z</code> above which a text counts as marked
	 */
	public WatermarkDetector(Watermark watermark, int vocabularySize, @Nullable Integer beginOfTextToken,
			double threshold) {
		if (vocabularySize < 1) {
			throw new IllegalArgumentException(
					"'vocabularySize' is %d but must be at least 1".formatted(vocabularySize));
		}
		this.watermark = watermark;
		this.vocabularySize = vocabularySize;
		this.beginOfTextToken = beginOfTextToken;
		this.threshold = threshold;
	}

	/**
	 * Look for the watermark.
	 * @param tokens the text, best without its prompt
	 * @return what was found
	 * @throws IllegalArgumentException if there are not more tokens than the context is
	 * wide, or the vocabulary does not have one of them
	 */
	public Detection detect(int... tokens) {
		int from = (this.beginOfTextToken != null && tokens.length > 0 && tokens[0] == this.beginOfTextToken) ? 1 : 0;
		int contextWidth = this.watermark.contextWidth();
		if (tokens.length - from <= contextWidth) {
			throw new IllegalArgumentException(
					"'tokens' has %d to look at but must have more than the %d that are the context of the first"
						.formatted(tokens.length - from, contextWidth));
		}
		for (int token : tokens) {
			if (token < 0 || token >= this.vocabularySize) {
				throw new IllegalArgumentException("'tokens' has %d, which is not below the 'vocabularySize' of %d"
					.formatted(token, this.vocabularySize));
			}
		}
		TokenSequence sequence = TokenSequence.of(tokens);
		boolean self = this.watermark.seedingScheme() == SeedingScheme.SELFHASH;
		int green = 0;
		int first = from + contextWidth - (self ? 1 : 0);
		for (int i = first; i < tokens.length; i++) {
			green += this.watermark.greenlists().contains(sequence.take(i), tokens[i], this.vocabularySize) ? 1 : 0;
		}
		return detection(tokens.length - first, green);
	}

	private Detection detection(int scored, int green) {
		double ratio = this.watermark.greenlistRatio();
		double z = (green - ratio * scored) / Math.sqrt(scored * ratio * (1 - ratio));
		double p = 1 - 0.5 * (1 + Math.signum(z) * (1 - Math.exp(-2 * z * z / Math.PI)));
		return new Detection(scored, green, z, p, z > this.threshold);
	}

	/**
	 * What a detector found.
	 *
	 * @param tokensScored how many tokens had a context to be looked up with
	 * @param greenTokens how many of them were on their list
	 * @param zScore by how many standard deviations that is more than in an unmarked text
	 * @param pValue how likely at least as many are in an unmarked text, approximately
	 * @param watermarked whether the text counts as marked
	 */
	public record Detection(int tokensScored, int greenTokens, double zScore, double pValue, boolean watermarked) {

		/**
		 * Return the share of the tokens that were on their list.
		 * @return the share, from 0 to 1
		 */
		public double greenFraction() {
			return (double) this.greenTokens / this.tokensScored;
		}

		/**
		 * Return how sure it is that the text is marked.
		 * @return 1 less the p-value
		 */
		public double confidence() {
			return 1 - this.pValue;
		}

	}

}
