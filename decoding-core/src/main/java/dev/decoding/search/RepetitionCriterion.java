package dev.decoding.search;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Ends a sequence whose generated tokens go round in circles: that ends with a pattern of
 * tokens repeated without anything between.
 * <p>
 * Formula: ends if for some <code>n</code> from {@code minPatternSize} to
 * {@code maxPatternSize} the last <code>n * minCount</code> generated tokens are the last
 * <code>n</code> of them {@code minCount} times over.
 * <p>
 * Edges: a {@code minPatternSize} of 0 counts as 1; a {@code maxPatternSize} of 0 ends
 * nothing; the prompt does not count.
 * <p>
 * Example: with patterns of up to 3 tokens and a {@code minCount} of 3 the tokens
 * <code>[7, 1, 2, 1, 2, 1, 2]</code> are the last ones.
 * <p>
 * Source: vLLM's {@code repetition_detection}.
 *
 * @param maxPatternSize the longest pattern in tokens, 0 for none
 * @param minPatternSize the shortest pattern in tokens, not above {@code maxPatternSize}
 * @param minCount how often the pattern occurs at least, 2 or more
 */
public record RepetitionCriterion(int maxPatternSize, int minPatternSize, int minCount) implements StoppingCriterion {

	public RepetitionCriterion {
		if (maxPatternSize < 0) {
			throw new IllegalArgumentException(
					"'maxPatternSize' is %d but must not be negative".formatted(maxPatternSize));
		}
		if (minPatternSize < 0 || minPatternSize > maxPatternSize) {
			throw new IllegalArgumentException("'minPatternSize' is %d but must be from 0 to 'maxPatternSize', %d"
				.formatted(minPatternSize, maxPatternSize));
		}
		if (minCount < 2) {
			throw new IllegalArgumentException("'minCount' is %d but must be at least 2".formatted(minCount));
		}
	}

	@Override
	public @Nullable FinishReason check(TokenSequence sequence) {
		int longest = Math.min(this.maxPatternSize, sequence.generatedLength() / this.minCount);
		for (int size = Math.max(1, this.minPatternSize); size <= longest; size++) {
			if (repeats(sequence, size)) {
				return FinishReason.REPETITION;
			}
		}
		return null;
	}

	private boolean repeats(TokenSequence sequence, int size) {
		int start = sequence.length() - size * (this.minCount - 1);
		for (int i = sequence.length() - 1; i >= start; i--) {
			if (sequence.get(i) != sequence.get(i - size)) {
				return false;
			}
		}
		return true;
	}

}
