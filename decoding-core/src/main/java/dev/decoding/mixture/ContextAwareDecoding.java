package dev.decoding.mixture;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;

/**
 * A model that trusts a given context more than what it remembers: it moves away from
 * what it would say without the context.
 * <p>
 * Formula: with <code>c</code> the log-probabilities with the context and <code>u</code>
 * those without it, the scores are <code>c + alpha * (c - u)</code>, which is
 * <code>(1 + alpha) * c - alpha * u</code>. Their softmax is the distribution.
 * <p>
 * Edges: an alpha of 0 is the model itself, as is a prompt that has no context. No
 * log-probability without the context counts as lower than -50.
 * <p>
 * Example: with an alpha of 1, where a token has probability 0.4 with the context and 0.8
 * without it, it weighs 0.4 * 0.4 / 0.8 = 0.2, and another one of probability 0.2 and 0.1
 * weighs 0.4.
 * <p>
 * Cost: both prompts are evaluated in one call, but each token is computed twice.
 * <p>
 * Source: Shi et al., <i>Trusting Your Evidence: Hallucinate Less with Context-aware
 * Decoding</i>, 2024 (alpha 0.5 for summaries, 1 where context and memory disagree).
 *
 * @param lm the model
 * @param alpha how far to move, at least 0
 * @param viewWithoutContext what is left of the prompt without the context
 */
public record ContextAwareDecoding(CausalLm lm, double alpha, PromptView viewWithoutContext) implements Mixture {

	/** How far to move by default. */
	public static final double DEFAULT_ALPHA = 0.5;

	public ContextAwareDecoding {
		Requirements.requireNotNegative("alpha", alpha);
	}

	@Override
	public List<CausalLm> members() {
		return List.of(this.lm, this.lm);
	}

	@Override
	public Query ask(int member, Query query) {
		return (member == 1) ? this.viewWithoutContext.narrow(query) : query;
	}

	@Override
	public Logits combine(List<Logits> rows) {
		Logits scores = rows.get(0);
		scores.normalize();
		Contrast.moveAway(scores, this.alpha, Contrast.logProbabilities(rows.get(1)));
		return scores;
	}

}
