package dev.decoding.search;

import dev.decoding.logits.ArithmeticSampler;
import dev.decoding.model.CausalLm;

/**
 * Draws several sequences that differ from one another as evenly as the model allows,
 * whatever the sampler of the request is: each of them decodes its own number from 0 to
 * 1, and the numbers are evenly spaced. Each sequence by itself is a sample like any
 * other, while a mean over all of them, such as a vote, varies less.
 * <p>
 * Formula: that of {@link ArithmeticSampler}, on what the processors leave.
 * <p>
 * Edges: one sequence alone is as random as in {@link Sampling}; how many sequences there
 * are changes each of them.
 * <p>
 * Example: of ten sequences whose first token is <code>a</code> with probability 0.7,
 * exactly seven begin with it.
 * <p>
 * Cost: one call of the model a step, for all sequences.
 * <p>
 * Streaming: each token of each sequence is told as it is drawn.
 * <p>
 * Source: Vilnis, Zemlyanskiy, Murray, Passos, Sanghai, <i>Arithmetic Sampling: Parallel
 * Diverse Decoding for Large Language Models</i>, 2023.
 */
public final class ArithmeticSampling implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "arithmetic";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		return new Rollout(lm, request, listener, new ArithmeticSampler()).run();
	}

}
