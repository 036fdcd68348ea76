package dev.decoding.search;

import dev.decoding.model.CausalLm;

/**
 * Draws several sequences that all differ: one after the other from the model's
 * distribution of whole sequences, without those that are drawn already. What plain
 * sampling spends on duplicates goes into other sequences here, and
 * {@linkplain SampleWeight weights} make up for it in estimates.
 * <p>
 * Formula: each sequence and each beginning of one has a perturbed log-probability, which
 * is that of the best sequence that begins so. A beginning <code>b</code> is continued by
 * a token <code>c</code> with <code>log p(bc) = log p(b) + log p(c|b)</code>,
 * <code>g(bc) = log p(bc) + Gumbel noise</code>, and
 * <code>G(bc) = -log(exp(-G(b)) - exp(-max g) + exp(-g(bc)))</code>; the sequences, and
 * beginnings of sequences, with the highest <code>G</code> go on. Finished ones compete
 * with their own <code>G</code>, which is also their score.
 * <p>
 * Edges: how many sequences are drawn is the request's number of sequences, and there are
 * fewer if the model gives no more; the first ones of many are those of few; sequences
 * that differ in tokens can have the same text; there is neither a length penalty nor
 * early stopping, since both would change what is drawn; the sampler of the request does
 * not count.
 * <p>
 * Example: of three sequences with the probabilities 0.7, 0.2 and 0.1, two draws are the
 * first and the second in <code>0.7 * 0.2/0.3 + 0.2 * 0.7/0.8</code> of all cases.
 * <p>
 * Cost: one call of the model a step, with one sequence a draw; they share the
 * computation of what they have in common.
 * <p>
 * Streaming: a token is told as soon as all sequences share it.
 * <p>
 * Source: Kool, van Hoof, Welling, <i>Stochastic Beams and Where to Find Them</i>, 2019;
 * the first noise is not conditioned on anything, as in the authors' code, since the
 * weights would be off otherwise.
 */
public final class StochasticBeamSearch implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "stochastic-beam";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		return new StochasticBeams(lm, request, listener).run();
	}

}
