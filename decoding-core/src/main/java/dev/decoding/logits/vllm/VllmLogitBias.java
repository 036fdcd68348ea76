package dev.decoding.logits.vllm;

import java.util.Map;
import java.util.Map.Entry;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Adds a number to the scores of some tokens, within OpenAI's bounds: 100 all but forces
 * a token, -100 all but removes it.
 * <p>
 * Formula: <code>score[i] = score[i] + max(-100, min(100, bias[i]))</code>.
 * <p>
 * Edges: a removed token stays removed; a token outside the vocabulary is refused when
 * the scores arrive.
 * <p>
 * Example: with the bias <code>{1: 2, 2: -1000}</code> the scores
 * <code>[1, 4, 2, 3]</code> become <code>[1, 6, -98, 3]</code>.
 * <p>
 * Order: behind what removes tokens and before {@link VllmPenalties}, which so scale what
 * was added.
 * <p>
 * Source: vLLM's <code>logit_bias</code>.
 *
 * @param bias for each token what to add, not NaN
 */
public record VllmLogitBias(Map<Integer, Double> bias) implements LogitsProcessor {

	private static final double MOST = 100;

	public VllmLogitBias {
		bias = Map.copyOf(bias);
		bias.forEach((token, added) -> {
			if (added.isNaN()) {
				throw new IllegalArgumentException(
						"'logitBias' has NaN for the token %d but must have a number".formatted(token));
			}
		});
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		for (Entry<Integer, Double> entry : this.bias.entrySet()) {
			int token = entry.getKey();
			TokenRange.check("logitBias", token, logits.vocabularySize());
			logits.set(token, logits.get(token) + (float) Math.max(-MOST, Math.min(MOST, entry.getValue())));
		}
	}

	@Override
	public String name() {
		return "vllm-logit-bias";
	}

}
