package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes a token the second one of the sequence, as translation models want it where the
 * language of the answer is such a token.
 * <p>
 * Formula: if the sequence has one token, the score of the forced token becomes 0, and
 * all others are removed.
 * <p>
 * Edges: behind a prompt of several tokens nothing is changed; the forced token comes
 * back even if it was removed.
 * <p>
 * Example: behind the prompt <code>[1]</code> with token 5 forced, the text begins with
 * token 5.
 * <p>
 * Order: behind {@link PrefixAllowedTokens}, before {@link ForcedEosToken}.
 * <p>
 * Source: Hugging Face's <code>ForcedBOSTokenLogitsProcessor</code>.
 *
 * @param token the id of the forced token, at least 0
 */
public record ForcedBosToken(int token) implements LogitsProcessor {

	private static final String OPTION = "forcedBosToken";

	public ForcedBosToken {
		TokenIds.check(OPTION, List.of(token));
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the vocabulary does not have the token
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (sequence.length() == 1) {
			TokenIds.checkInVocabulary(OPTION, this.token, logits.vocabularySize());
			TokenIds.force(List.of(this.token), logits);
		}
	}

	@Override
	public String name() {
		return "forced-bos-token";
	}

}
