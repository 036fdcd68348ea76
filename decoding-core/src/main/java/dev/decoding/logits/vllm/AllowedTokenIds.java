package dev.decoding.logits.vllm;

import java.util.Arrays;
import java.util.Set;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes every token that is not on a list.
 * <p>
 * Formula: <code>score[i] = -inf</code> unless token <code>i</code> is on the list.
 * <p>
 * Edges: a listed token that was removed before stays removed; a listed token outside the
 * vocabulary is refused when the scores arrive.
 * <p>
 * Example: with the list <code>{0, 2}</code> the scores <code>[1, 4, 2, 3]</code> become
 * <code>[1, -inf, 2, -inf]</code>.
 * <p>
 * Order: the first in vLLM's chain.
 * <p>
 * Source: vLLM's <code>allowed_token_ids</code>.
 *
 * @param tokens the tokens on the list, at least one
 */
public record AllowedTokenIds(Set<Integer> tokens) implements LogitsProcessor {

	public AllowedTokenIds {
		if (tokens.isEmpty()) {
			throw new IllegalArgumentException("'allowedTokenIds' is empty but must have at least one token");
		}
		tokens = Set.copyOf(tokens);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float[] scores = logits.scores();
		int[] allowed = new int[this.tokens.size()];
		float[] kept = new float[allowed.length];
		int count = 0;
		for (int token : this.tokens) {
			TokenRange.check("allowedTokenIds", token, scores.length);
			allowed[count] = token;
			kept[count++] = scores[token];
		}
		Arrays.fill(scores, Float.NEGATIVE_INFINITY);
		for (int i = 0; i < count; i++) {
			scores[allowed[i]] = kept[i];
		}
	}

	@Override
	public String name() {
		return "allowed-token-ids";
	}

}
