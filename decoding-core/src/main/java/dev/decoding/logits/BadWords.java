package dev.decoding.logits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Keeps given sequences of tokens from being generated, by removing the token that would
 * complete one. A single token is always removed.
 * <p>
 * Formula: for each sequence <code>t[1] ... t[n]</code>, token <code>t[n]</code> is
 * removed if the last <code>n - 1</code> tokens are <code>t[1] ... t[n-1]</code>.
 * <p>
 * Edges: a single token that ends a text is passed over, since texts could not end; so is
 * a sequence longer than the prompt and what follows it, and one of no tokens; the
 * prompt's tokens count as the beginning of a sequence. The same text made of other
 * tokens is not recognised.
 * <p>
 * Example: with <code>[[5, 7], [8]]</code>, token 8 is always removed and token 7 behind
 * token 5.
 * <p>
 * Order: behind the penalties, before {@link MinLength}.
 * <p>
 * Source: Hugging Face's <code>NoBadWordsLogitsProcessor</code>.
 */
public final class BadWords implements LogitsProcessor {

	private static final String OPTION = "badWords";

	private final CompletionBiases biases;

	/**
	 * Forbid sequences.
	 * @param words the sequences of token ids, at least one
	 * @param endOfTextTokens the tokens that end a text, which are not forbidden alone
	 */
	public BadWords(List<List<Integer>> words, List<Integer> endOfTextTokens) {
		if (words.isEmpty()) {
			throw new IllegalArgumentException("'%s' is empty but must have at least one sequence".formatted(OPTION));
		}
		Map<List<Integer>, Float> biases = new LinkedHashMap<>();
		for (List<Integer> word : words) {
			if (word.size() != 1 || !endOfTextTokens.contains(word.get(0))) {
				biases.put(List.copyOf(word), Float.NEGATIVE_INFINITY);
			}
		}
		this.biases = new CompletionBiases(OPTION, biases);
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if a sequence has a token that the vocabulary does
	 * not have
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		this.biases.add(sequence, logits);
	}

	@Override
	public String name() {
		return "bad-words";
	}

}
