package dev.decoding.search;

import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.model.CausalLm;

/**
 * Commits the most likely token at each position, of several such tokens the one with the
 * lowest id, so that a request always gives the same text.
 * <p>
 * Processors change which token counts as the most likely one.
 * <p>
 * Example: where the probabilities of the next token are <code>[0.2, 0.5, 0.3]</code> the
 * second token is committed, and the score falls by 0.69.
 * <p>
 * Source: Hugging Face's {@code generate} with {@code do_sample=False} and
 * {@code num_beams=1}.
 */
public final class GreedySearch implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "greedy";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		if (request.numReturnSequences() > 1) {
			throw new IllegalArgumentException(
					"'numReturnSequences' is %d but greedy search finds one sequence only; use sampling for several"
						.formatted(request.numReturnSequences()));
		}
		return new Rollout(lm, request, listener, new ArgmaxSampler()).run();
	}

}
