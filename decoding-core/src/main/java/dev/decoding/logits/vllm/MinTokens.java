package dev.decoding.logits.vllm;

import java.util.Set;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes the tokens that would end the sequence until enough tokens have been generated.
 * <p>
 * Formula: <code>score[i] = -inf</code> for each stop token <code>i</code> while fewer
 * than <code>minTokens</code> tokens come after the prompt.
 * <p>
 * Edges: a stop token outside the vocabulary is passed over, since it cannot be chosen.
 * Stop strings are not prevented from arising; the request's <code>minNewTokens</code>
 * lets nothing end the sequence in the meantime.
 * <p>
 * Example: with <code>minTokens = 5</code> and the stop token 2 the scores
 * <code>[1, 4, 2, 3]</code> of the first five tokens become <code>[1, 4, -inf, 3]</code>.
 * <p>
 * Order: behind {@link VllmBadWords} and before {@link VllmLogitBias}.
 * <p>
 * Source: vLLM's <code>min_tokens</code>.
 *
 * @param minTokens how many tokens to generate at least, not negative
 * @param stopTokens the end-of-text tokens and all others that end a sequence
 */
public record MinTokens(int minTokens, Set<Integer> stopTokens) implements LogitsProcessor {

	public MinTokens {
		if (minTokens < 0) {
			throw new IllegalArgumentException("'minTokens' is %d but must not be negative".formatted(minTokens));
		}
		stopTokens = Set.copyOf(stopTokens);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (sequence.generatedLength() >= this.minTokens) {
			return;
		}
		for (int token : this.stopTokens) {
			if (token >= 0 && token < logits.vocabularySize()) {
				logits.set(token, Float.NEGATIVE_INFINITY);
			}
		}
	}

	@Override
	public String name() {
		return "min-tokens";
	}

}
