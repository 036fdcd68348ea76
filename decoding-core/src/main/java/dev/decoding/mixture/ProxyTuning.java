package dev.decoding.mixture;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;

/**
 * A large model that behaves as if it had been tuned: what tuning changed in a small one
 * is added to its scores.
 * <p>
 * Formula: with the log-probabilities <code>b</code> of the large model, <code>t</code>
 * of the small tuned one and <code>u</code> of the small untuned one, the scores are
 * <code>b + alpha * (t - u)</code>. Their softmax is the distribution.
 * <p>
 * Edges: an alpha of 0 is the large model itself. No log-probability of the small models
 * counts as lower than -50.
 * <p>
 * Example: where a token has probability 0.3 in the large model, and tuning has raised it
 * from 0.2 to 0.4 in the small one, it weighs 0.3 * 0.4 / 0.2 = 0.6.
 * <p>
 * Cost: one call of each model a step.
 * <p>
 * Source: Liu et al., <i>Tuning Language Models by Proxy</i>, 2024.
 *
 * @param base the large model
 * @param tuned the small model behind its tuning, with the same tokens
 * @param untuned the small model before it, with the same tokens
 * @param alpha how much of the tuning to add, a finite number
 */
public record ProxyTuning(CausalLm base, CausalLm tuned, CausalLm untuned, double alpha) implements Mixture {

	/** How much of the tuning to add by default. */
	public static final double DEFAULT_ALPHA = 1;

	public ProxyTuning {
		Requirements.requireFinite("alpha", alpha);
		Vocabularies.requireSame(List.of(base, tuned, untuned));
	}

	/**
	 * Add all of the tuning.
	 * @param base the large model
	 * @param tuned the small model behind its tuning
	 * @param untuned the small model before it
	 */
	public ProxyTuning(CausalLm base, CausalLm tuned, CausalLm untuned) {
		this(base, tuned, untuned, DEFAULT_ALPHA);
	}

	@Override
	public List<CausalLm> members() {
		return List.of(this.base, this.tuned, this.untuned);
	}

	@Override
	public Logits combine(List<Logits> rows) {
		Logits scores = rows.get(0);
		scores.normalize();
		Contrast.steer(scores, this.alpha, rows.get(1), rows.get(2));
		return scores;
	}

}
