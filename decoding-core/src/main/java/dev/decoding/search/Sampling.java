package dev.decoding.search;

import dev.decoding.model.CausalLm;

/**
 * Ancestral sampling: draws each token from the distribution that the processors leave.
 * Several sequences are drawn side by side; what each of them draws depends on the seed,
 * its index and the position alone.
 * <p>
 * Example: where the processors leave the probabilities <code>[0.2, 0.8, 0]</code> the
 * second token is committed four times out of five, and the third never.
 * <p>
 * Source: Hugging Face's {@code generate} with {@code do_sample=True}.
 */
public final class Sampling implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "sampling";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		return new Rollout(lm, request, listener, request.sampler()).run();
	}

}
