package dev.decoding.logits;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes given tokens where the text begins, and only there.
 * <p>
 * Formula: if no token follows the prompt yet, the score of each given token becomes
 * negative infinity.
 * <p>
 * Edges: an empty list changes nothing; ids that the vocabulary does not have are passed
 * over. Where a {@link ForcedBosToken} follows a prompt of one token, the text begins
 * behind it: so says <code>behindForcedBosToken</code>.
 * <p>
 * Example: with the end-of-text tokens no text is empty.
 * <p>
 * Order: behind {@link SuppressTokens}, before the truncations.
 * <p>
 * Source: Hugging Face's <code>SuppressTokensAtBeginLogitsProcessor</code>.
 *
 * @param tokens the token ids
 * @param beginIndex the length of the sequence behind which the text begins, or
 * {@code null} for that of the prompt
 * @param behindForcedBosToken whether the text begins one token later behind a prompt of
 * at most one token
 */
public record BeginSuppressTokens(List<Integer> tokens, @Nullable Integer beginIndex,
		boolean behindForcedBosToken) implements LogitsProcessor {

	public BeginSuppressTokens {
		tokens = List.copyOf(tokens);
	}

	/**
	 * Remove tokens behind the prompt.
	 * @param tokens the token ids
	 */
	public BeginSuppressTokens(List<Integer> tokens) {
		this(tokens, null, false);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (sequence.length() == begin(sequence)) {
			TokenIds.remove(this.tokens, logits);
		}
	}

	private int begin(TokenSequence sequence) {
		if (this.beginIndex != null) {
			return this.beginIndex;
		}
		int prompt = sequence.promptLength();
		return (this.behindForcedBosToken && prompt <= 1) ? prompt + 1 : prompt;
	}

	@Override
	public String name() {
		return "begin-suppress-tokens";
	}

}
