package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Keeps a text from ending before the sequence, prompt included, has a given length.
 * <p>
 * Formula: while the sequence has fewer than <code>minLength</code> tokens, those that
 * end a text are removed.
 * <p>
 * Edges: 0 changes nothing, and neither does a prompt that is long enough; ids that the
 * vocabulary does not have are passed over. Stop strings end a text all the same.
 * <p>
 * Example: with <code>minLength = 5</code> and a prompt of 3 tokens, the first two tokens
 * cannot end the text.
 * <p>
 * Order: behind {@link BadWords}, before the truncations.
 * <p>
 * Source: Hugging Face's <code>MinLengthLogitsProcessor</code>.
 *
 * @param minLength the least length of prompt and text in tokens, at least 0
 * @param endOfTextTokens the tokens that end a text
 * @see MinNewTokens
 */
public record MinLength(int minLength, List<Integer> endOfTextTokens) implements LogitsProcessor {

	public MinLength {
		if (minLength < 0) {
			throw new IllegalArgumentException("'minLength' is %d but must be at least 0".formatted(minLength));
		}
		endOfTextTokens = List.copyOf(endOfTextTokens);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (sequence.length() < this.minLength) {
			TokenIds.remove(this.endOfTextTokens, logits);
		}
	}

	@Override
	public String name() {
		return "min-length";
	}

}
