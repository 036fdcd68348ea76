package dev.decoding.mixture;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;

/**
 * A model steered by two small ones: toward an expert, who was trained on what is wanted,
 * and away from an anti-expert, who was trained on what is not. What the model itself
 * holds for unlikely stays out of reach.
 * <p>
 * Formula: with <code>b</code> the log-probabilities of the base model in its nucleus,
 * <code>e</code> those of the expert and <code>n</code> those of the anti-expert, the
 * scores are <code>b + alpha * (e - n)</code>. All tokens outside the nucleus are
 * removed: the nucleus is the fewest likeliest tokens that have more than the probability
 * <code>topP</code> together. The softmax of the scores is the distribution.
 * <p>
 * Edges: an alpha of 0 is the base model in its nucleus; a top-p of 1 removes nothing. No
 * log-probability of expert and anti-expert counts as lower than -50.
 * <p>
 * Example: with an alpha of 2, where a token has probability 0.2 in the base model, 0.6
 * in the expert and 0.3 in the anti-expert, it weighs 0.2 * (0.6 / 0.3)^2 = 0.8.
 * <p>
 * Cost: one call of each model a step.
 * <p>
 * Source: Liu et al., <i>DExperts: Decoding-Time Controlled Text Generation with Experts
 * and Anti-Experts</i>, 2021, and its code, which has top-p 0.9.
 *
 * @param base the model that is steered
 * @param expert the model to steer toward, with the same tokens
 * @param antiExpert the model to steer away from, with the same tokens
 * @param alpha how far to steer, a finite number
 * @param topP the probability of the base model's nucleus, from 0 to 1
 */
public record DExperts(CausalLm base, CausalLm expert, CausalLm antiExpert, double alpha,
		double topP) implements Mixture {

	/** How far to steer by default. */
	public static final double DEFAULT_ALPHA = 2;

	/** The probability of the nucleus by default. */
	public static final double DEFAULT_TOP_P = 0.9;

	public DExperts {
		Requirements.requireFinite("alpha", alpha);
		Requirements.requireFraction("topP", topP);
		Vocabularies.requireSame(List.of(base, expert, antiExpert));
	}

	/**
	 * Steer as far as in the paper.
	 * @param base the model that is steered
	 * @param expert the model to steer toward
	 * @param antiExpert the model to steer away from
	 */
	public DExperts(CausalLm base, CausalLm expert, CausalLm antiExpert) {
		this(base, expert, antiExpert, DEFAULT_ALPHA, DEFAULT_TOP_P);
	}

	@Override
	public List<CausalLm> members() {
		return List.of(this.base, this.expert, this.antiExpert);
	}

	@Override
	public Logits combine(List<Logits> rows) {
		Logits scores = rows.get(0);
		scores.normalize();
		Nucleus.keep(scores, this.topP);
		Contrast.steer(scores, this.alpha, rows.get(1), rows.get(2));
		return scores;
	}

}
