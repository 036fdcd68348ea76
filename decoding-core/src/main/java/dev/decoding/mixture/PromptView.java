package dev.decoding.mixture;

import java.util.Arrays;

import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;

/**
 * Which tokens of the prompt a member of a mixture sees. What is generated it always
 * sees, and the last token of the prompt too.
 */
@FunctionalInterface
public interface PromptView {

	/** All of the prompt. */
	PromptView FULL = (prompt) -> {
		boolean[] seen = new boolean[prompt.length()];
		Arrays.fill(seen, true);
		return seen;
	};

	/** The last token of the prompt alone, so that something follows it. */
	PromptView GENERATED_ONLY = last(1);

	/**
	 * Say which tokens are seen.
	 * @param prompt the prompt
	 * @return for each token whether it is seen
	 */
	boolean[] seen(TokenSequence prompt);

	/**
	 * See the end of the prompt.
	 * @param tokens how many tokens are seen, at least 1
	 * @return the view
	 */
	static PromptView last(int tokens) {
		if (tokens < 1) {
			throw new IllegalArgumentException("'tokens' is %d but must be at least 1".formatted(tokens));
		}
		return (prompt) -> {
			boolean[] seen = new boolean[prompt.length()];
			Arrays.fill(seen, Math.max(0, seen.length - tokens), seen.length, true);
			return seen;
		};
	}

	/**
	 * See all but passages that stand between two marks. A token that has a part of such
	 * a passage or of a mark is not seen; a passage that does not end is.
	 * @param vocabulary the vocabulary
	 * @param start the text before a passage, such as {@code <context>}
	 * @param end the text behind it, such as {@code </context>}
	 * @return the view
	 */
	static PromptView without(Vocabulary vocabulary, String start, String end) {
		return new Passages(vocabulary, start, end);
	}

	/**
	 * Hide the tokens that are not seen.
	 * @param query a query on a prompt and its continuation
	 * @return the query that the member is asked
	 * @throws IllegalArgumentException if scores at a token are wanted that is not seen
	 */
	default Query narrow(Query query) {
		TokenSequence sequence = query.sequence();
		int promptLength = sequence.promptLength();
		boolean[] seen = seen(sequence.take(promptLength));
		boolean[] mask = query.attentionMask();
		boolean[] narrowed = new boolean[sequence.length()];
		int first = query.from();
		for (int i = 0; i < narrowed.length; i++) {
			boolean viewed = i >= promptLength - 1 || seen[i];
			narrowed[i] = viewed && (mask == null || mask[i]);
			if (!viewed && i >= first) {
				first = i + 1;
			}
		}
		if (first > query.from() && query.wants(Output.LOGITS)) {
			throw new IllegalArgumentException(
					"A model that does not see all of the prompt has no scores there; ask for them from position %d on instead of %d"
						.formatted(first, query.from()));
		}
		return query.withAttentionMask(narrowed);
	}

}
