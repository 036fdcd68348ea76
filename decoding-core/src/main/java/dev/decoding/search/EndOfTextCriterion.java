package dev.decoding.search;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Ends a sequence in which one of the newest tokens is an end-of-text token.
 * <p>
 * Edges: where the sequence has fewer tokens than are looked at, all are, those of the
 * prompt too; without end-of-text tokens nothing ends.
 * <p>
 * Example: with the token 2 and a length of 1 the sequence <code>[5, 2]</code> ends and
 * <code>[2, 5]</code> does not; with a length of 2 both end.
 * <p>
 * Source: Hugging Face's {@code EosTokenCriteria}. A request's
 * {@link GenerationRequest#endOfTextTokens()} are looked at without this criterion; it is
 * for strategies that add several tokens at a time.
 *
 * @param tokens the end-of-text tokens
 * @param newTokenLength how many of the newest tokens to look at, at least 1
 */
public record EndOfTextCriterion(Set<Integer> tokens, int newTokenLength) implements StoppingCriterion {

	public EndOfTextCriterion {
		if (newTokenLength < 1) {
			throw new IllegalArgumentException(
					"'newTokenLength' is %d but must be at least 1".formatted(newTokenLength));
		}
		tokens = Set.copyOf(tokens);
	}

	/**
	 * Look at the newest token only.
	 * @param tokens the end-of-text tokens
	 */
	public EndOfTextCriterion(Set<Integer> tokens) {
		this(tokens, 1);
	}

	@Override
	public @Nullable FinishReason check(TokenSequence sequence) {
		for (int i = Math.max(0, sequence.length() - this.newTokenLength); i < sequence.length(); i++) {
			if (this.tokens.contains(sequence.get(i))) {
				return FinishReason.STOP;
			}
		}
		return null;
	}

}
