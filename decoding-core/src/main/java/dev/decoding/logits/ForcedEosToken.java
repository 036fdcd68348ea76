package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Ends a text with a given token where it reaches its greatest length, instead of
 * breaking it off.
 * <p>
 * Formula: if the sequence lacks one token of the greatest length, the scores of the
 * forced tokens become 0, and all others are removed.
 * <p>
 * Edges: a text that ends before is not changed; the forced tokens come back even if they
 * were removed; of several the choice is even.
 * <p>
 * Example: with a greatest length of 10 tokens and token 2 forced, the tenth token is 2.
 * <p>
 * Order: behind {@link ForcedBosToken}; what removes tokens behind it may leave none.
 * <p>
 * Source: Hugging Face's <code>ForcedEOSTokenLogitsProcessor</code>.
 *
 * @param limit the greatest length, in tokens
 * @param limitsNewTokens whether that is the length of the text behind the prompt, or
 * else of both together
 * @param tokens the ids of the forced tokens, at least one
 */
public record ForcedEosToken(int limit, boolean limitsNewTokens, List<Integer> tokens) implements LogitsProcessor {

	private static final String OPTION = "forcedEosToken";

	public ForcedEosToken {
		tokens = List.copyOf(tokens);
		if (tokens.isEmpty()) {
			throw new IllegalArgumentException("'%s' has no token but must have at least one".formatted(OPTION));
		}
		TokenIds.check(OPTION, tokens);
	}

	/**
	 * Force tokens where prompt and text reach a length.
	 * @param maxLength the greatest length of prompt and text, in tokens
	 * @param tokens the ids of the forced tokens, at least one
	 * @return the processor
	 */
	public static ForcedEosToken atMaxLength(int maxLength, List<Integer> tokens) {
		return new ForcedEosToken(maxLength, false, tokens);
	}

	/**
	 * Force tokens where the text reaches a length.
	 * @param maxNewTokens the greatest length of the text, in tokens
	 * @param tokens the ids of the forced tokens, at least one
	 * @return the processor
	 */
	public static ForcedEosToken atMaxNewTokens(int maxNewTokens, List<Integer> tokens) {
		return new ForcedEosToken(maxNewTokens, true, tokens);
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the vocabulary does not have a token
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		int length = this.limitsNewTokens ? sequence.generatedLength() : sequence.length();
		if (length == this.limit - 1) {
			TokenIds.checkInVocabulary(OPTION, this.tokens, logits.vocabularySize());
			TokenIds.force(this.tokens, logits);
		}
	}

	@Override
	public String name() {
		return "forced-eos-token";
	}

}
