package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes given tokens wherever they are.
 * <p>
 * Formula: the score of each given token becomes negative infinity.
 * <p>
 * Edges: an empty list changes nothing; ids that the vocabulary does not have are passed
 * over.
 * <p>
 * Example: with <code>[2]</code> the scores <code>[1, 2, 3]</code> become
 * <code>[1, 2, -inf]</code>.
 * <p>
 * Order: behind {@link ForcedEosToken} and {@link RemoveInvalidValues}, which would bring
 * the tokens back; before the truncations. It leaves no token where it removes a forced
 * one.
 * <p>
 * Source: Hugging Face's <code>SuppressTokensLogitsProcessor</code>.
 *
 * @param tokens the token ids
 * @see BadWords
 */
public record SuppressTokens(List<Integer> tokens) implements LogitsProcessor {

	public SuppressTokens {
		tokens = List.copyOf(tokens);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		TokenIds.remove(this.tokens, logits);
	}

	@Override
	public String name() {
		return "suppress-tokens";
	}

}
