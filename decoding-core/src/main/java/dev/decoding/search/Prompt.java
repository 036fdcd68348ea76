package dev.decoding.search;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * The prompt that a model is given, behind truncation.
 *
 * @param tokens the tokens
 * @param attentionMask for each token whether the model sees it, or {@code null} if it
 * sees all
 */
record Prompt(TokenSequence tokens, boolean @Nullable [] attentionMask) {

	/**
	 * Hide from the model what it is not to see of the prompt.
	 * @param query what is wanted of the prompt or a continuation of it, or of something
	 * else
	 * @return the query, in which all tokens behind the prompt are seen; as it is if it
	 * does not begin with the prompt
	 */
	Query masked(Query query) {
		if (this.attentionMask == null || !query.sequence().startsWith(this.tokens)) {
			return query;
		}
		boolean[] mask = Arrays.copyOf(this.attentionMask, query.sequence().length());
		Arrays.fill(mask, this.attentionMask.length, mask.length, true);
		return query.withAttentionMask(mask);
	}

}
