package dev.decoding.logits;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Keeps a text from ending before a given number of tokens was generated.
 * <p>
 * Formula: while fewer than <code>minNewTokens</code> tokens follow the prompt, those
 * that end a text are removed.
 * <p>
 * Edges: 0 changes nothing; ids that the vocabulary does not have are passed over. Stop
 * strings end a text all the same.
 * <p>
 * Example: with <code>minNewTokens = 2</code> the first two tokens cannot end the text.
 * <p>
 * Order: behind {@link MinLength}, before the truncations.
 * <p>
 * Source: Hugging Face's <code>MinNewTokensLengthLogitsProcessor</code>.
 *
 * @param minNewTokens the least number of generated tokens, at least 0
 * @param endOfTextTokens the tokens that end a text
 * @param promptLength how many tokens do not count as generated, at least 0, or
 * {@code null} for those of the prompt
 * @see MinLength
 */
public record MinNewTokens(int minNewTokens, List<Integer> endOfTextTokens,
		@Nullable Integer promptLength) implements LogitsProcessor {

	public MinNewTokens {
		if (minNewTokens < 0) {
			throw new IllegalArgumentException("'minNewTokens' is %d but must be at least 0".formatted(minNewTokens));
		}
		if (promptLength != null && promptLength < 0) {
			throw new IllegalArgumentException("'promptLength' is %d but must be at least 0".formatted(promptLength));
		}
		endOfTextTokens = List.copyOf(endOfTextTokens);
	}

	/**
	 * Count the tokens behind the prompt.
	 * @param minNewTokens the least number of generated tokens, at least 0
	 * @param endOfTextTokens the tokens that end a text
	 */
	public MinNewTokens(int minNewTokens, List<Integer> endOfTextTokens) {
		this(minNewTokens, endOfTextTokens, null);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		int prompt = (this.promptLength != null) ? this.promptLength : sequence.promptLength();
		if (sequence.length() - prompt < this.minNewTokens) {
			TokenIds.remove(this.endOfTextTokens, logits);
		}
	}

	@Override
	public String name() {
		return "min-new-tokens";
	}

}
