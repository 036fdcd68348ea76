package dev.decoding.logits;

import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes it exponentially more likely, from a given length on, that a text ends, so that
 * it ends soon but where it can.
 * <p>
 * Formula: where <code>n &gt; start</code> tokens follow the prompt, the score of each
 * token <code>i</code> that ends a text becomes
 * <code>score[i] + |score[i]| * (factor^(n - start) - 1)</code>.
 * <p>
 * Edges: a factor of 1 changes nothing, below 1 ending becomes less likely; a removed
 * end-of-text token makes NaN, which the chain refuses, so that this cannot be combined
 * with a {@link MinNewTokens} that ends behind <code>start</code>.
 * <p>
 * Example: with <code>start = 10</code> and <code>factor = 1.5</code>, behind 12
 * generated tokens a score of 2 becomes 4.5, and one of -2 becomes 0.5.
 * <p>
 * Order: behind {@link RemoveInvalidValues}, before the truncations.
 * <p>
 * Source: Hugging Face's <code>ExponentialDecayLengthPenalty</code>.
 *
 * @param start how many tokens are generated before the penalty sets in
 * @param factor the factor by which it grows with each token
 * @param endOfTextTokens the tokens that end a text, at least one
 * @param promptLength how many tokens do not count as generated, or {@code null} for
 * those of the prompt
 */
public record ExponentialDecayLengthPenalty(int start, double factor, List<Integer> endOfTextTokens,
		@Nullable Integer promptLength) implements LogitsProcessor {

	private static final String OPTION = "exponentialDecayLengthPenalty";

	public ExponentialDecayLengthPenalty {
		if (Double.isNaN(factor)) {
			throw new IllegalArgumentException("'%s' has the factor NaN but must have a number".formatted(OPTION));
		}
		endOfTextTokens = List.copyOf(new LinkedHashSet<>(endOfTextTokens));
		if (endOfTextTokens.isEmpty()) {
			throw new IllegalArgumentException(
					"'%s' needs a token that ends a text, but the model has none: name one".formatted(OPTION));
		}
		TokenIds.check("endOfTextTokens", endOfTextTokens);
	}

	/**
	 * Count the tokens behind the prompt.
	 * @param start how many tokens are generated before the penalty sets in
	 * @param factor the factor by which it grows with each token
	 * @param endOfTextTokens the tokens that end a text
	 */
	public ExponentialDecayLengthPenalty(int start, double factor, List<Integer> endOfTextTokens) {
		this(start, factor, endOfTextTokens, null);
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the vocabulary does not have one of the
	 * end-of-text tokens
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		int prompt = (this.promptLength != null) ? this.promptLength : sequence.promptLength();
		int over = sequence.length() - prompt - this.start;
		if (over > 0) {
			TokenIds.checkInVocabulary("endOfTextTokens", this.endOfTextTokens, logits.vocabularySize());
			float growth = (float) (Math.pow(this.factor, over) - 1);
			float[] scores = logits.scores();
			for (int token : this.endOfTextTokens) {
				scores[token] += Math.abs(scores[token]) * growth;
			}
		}
	}

	@Override
	public String name() {
		return "exponential-decay-length-penalty";
	}

}
