package dev.decoding.search;

import java.util.List;

/**
 * Guesses that a sequence goes on as it did before, by {@link PromptLookup}: for texts
 * that repeat much of their prompt, such as summaries, edited code and answers that
 * quote.
 *
 * @param maxMatchingNgramSize how many of the last tokens to compare at most, at least 1
 */
public record PromptLookupDrafter(int maxMatchingNgramSize) implements Drafter {

	/** Hugging Face's number of tokens to compare. */
	public static final int DEFAULT_MAX_MATCHING_NGRAM_SIZE = 2;

	public PromptLookupDrafter {
		if (maxMatchingNgramSize < 1) {
			throw new IllegalArgumentException(
					"'maxMatchingNgramSize' is %d but must be at least 1".formatted(maxMatchingNgramSize));
		}
	}

	/**
	 * Compare {@link #DEFAULT_MAX_MATCHING_NGRAM_SIZE} tokens at most.
	 */
	public PromptLookupDrafter() {
		this(DEFAULT_MAX_MATCHING_NGRAM_SIZE);
	}

	@Override
	public void draft(List<Draft> drafts) {
		for (Draft draft : drafts) {
			PromptLookup lookup = new PromptLookup(draft.room(), this.maxMatchingNgramSize, draft.endOfTextTokens(),
					draft.processors(), draft.vocabularySize());
			for (int token : lookup.candidates(draft.tokens(), draft.tokens().length() + draft.room() + 1)) {
				draft.add(token);
			}
		}
	}

}
