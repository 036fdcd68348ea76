package dev.decoding.mixture;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;

/**
 * A strong model, the expert, that leaves out what a weak one, the amateur, would say as
 * well: repetition, platitudes, short cuts.
 * <p>
 * Formula: with <code>e</code> the expert's log-probabilities and <code>a</code> the
 * amateur's at its temperature, the score of a token is <code>e - a</code>
 * ({@link Form#DIFFERENCE}) or <code>e + beta * (e - a)</code>, which is
 * <code>(1 + beta) * e - beta * a</code> ({@link Form#WEIGHTED}), if the token is
 * plausible: <code>e &gt;= log(alpha) + max e</code>. All other tokens are removed. The
 * scores are not log-probabilities, and strategies that compare sequences add them up as
 * they are.
 * <p>
 * Edges: an alpha of 0 removes nothing and so prefers tokens that both models find
 * absurd; 1 leaves the expert's most likely token. No log-probability of the amateur
 * counts as lower than -50. Where both models are the same, the weighted form is the
 * expert, and with the difference all plausible tokens are equal.
 * <p>
 * Example: with an alpha of 0.1, probabilities <code>[0.6, 0.3, 0.1, 0]</code> of the
 * expert and <code>[0.8, 0.1, 0.05, 0.05]</code> of the amateur, the quotients are
 * <code>[0.75, 3, 2]</code>: the second token is the best one, and the fourth is removed.
 * <p>
 * Cost: one call of either model a step.
 * <p>
 * Source: Li et al., <i>Contrastive Decoding: Open-ended Text Generation as
 * Optimization</i>, 2023 (difference; the paper has alpha 0.1, and amateur temperature
 * 0.5 for GPT-2, 1 for OPT); O'Brien and Lewis, <i>Contrastive Decoding Improves
 * Reasoning in Large Language Models</i>, 2023 (weighted; alpha 0.1, beta 0.5).
 *
 * @param expert the strong model
 * @param amateur the weak model, with the same tokens
 * @param form the formula
 * @param alpha how likely a token must be, as a share of the likeliest one's probability,
 * from 0 to 1
 * @param beta how far to move away from the amateur, at least 0; of the weighted form
 * only
 * @param amateurTemperature what the amateur's scores are divided by, greater than 0
 * @param amateurView what the amateur sees of the prompt
 */
public record ContrastiveDecoding(CausalLm expert, CausalLm amateur, Form form, double alpha, double beta,
		double amateurTemperature, PromptView amateurView) implements Mixture {

	/** How likely a token must be by default. */
	public static final double DEFAULT_ALPHA = 0.1;

	/** How far to move away from the amateur by default. */
	public static final double DEFAULT_BETA = 0.5;

	/**
	 * How two log-probabilities become a score.
	 */
	public enum Form {

		/** The expert's minus the amateur's. */
		DIFFERENCE,

		/** The expert's plus a share of the difference. */
		WEIGHTED

	}

	public ContrastiveDecoding {
		Requirements.requireFraction("alpha", alpha);
		Requirements.requireNotNegative("beta", beta);
		Requirements.requirePositive("amateurTemperature", amateurTemperature);
		Vocabularies.requireSame(List.of(expert, amateur));
	}

	/**
	 * Subtract the amateur's log-probabilities from the expert's.
	 * @param expert the strong model
	 * @param amateur the weak model
	 * @param alpha how likely a token must be
	 * @return the mixture
	 */
	public static ContrastiveDecoding difference(CausalLm expert, CausalLm amateur, double alpha) {
		return new ContrastiveDecoding(expert, amateur, Form.DIFFERENCE, alpha, DEFAULT_BETA, 1, PromptView.FULL);
	}

	/**
	 * Add a share of the difference to the expert's log-probabilities.
	 * @param expert the strong model
	 * @param amateur the weak model
	 * @param alpha how likely a token must be
	 * @param beta the share
	 * @return the mixture
	 */
	public static ContrastiveDecoding weighted(CausalLm expert, CausalLm amateur, double alpha, double beta) {
		return new ContrastiveDecoding(expert, amateur, Form.WEIGHTED, alpha, beta, 1, PromptView.FULL);
	}

	/**
	 * Return this mixture with another temperature of the amateur.
	 * @param temperature what the amateur's scores are divided by
	 * @return the mixture
	 */
	public ContrastiveDecoding withAmateurTemperature(double temperature) {
		return new ContrastiveDecoding(this.expert, this.amateur, this.form, this.alpha, this.beta, temperature,
				this.amateurView);
	}

	/**
	 * Return this mixture with an amateur that sees another part of the prompt.
	 * @param view what the amateur sees
	 * @return the mixture
	 */
	public ContrastiveDecoding withAmateurView(PromptView view) {
		return new ContrastiveDecoding(this.expert, this.amateur, this.form, this.alpha, this.beta,
				this.amateurTemperature, view);
	}

	@Override
	public List<CausalLm> members() {
		return List.of(this.expert, this.amateur);
	}

	@Override
	public Query ask(int member, Query query) {
		return (member == 1 && this.amateurView != PromptView.FULL) ? this.amateurView.narrow(query) : query;
	}

	@Override
	public Logits combine(List<Logits> rows) {
		Logits scores = rows.get(0);
		scores.normalize();
		if (this.alpha > 0) {
			scores.keepAtLeast((float) (scores.max() + Math.log(this.alpha)));
		}
		float[] amateur = amateur(rows.get(1));
		if (this.form == Form.DIFFERENCE) {
			subtract(scores, amateur);
		}
		else {
			Contrast.moveAway(scores, this.beta, amateur);
		}
		return scores;
	}

	private static void subtract(Logits scores, float[] amateur) {
		float[] values = scores.values();
		for (int i = 0; i < scores.count(); i++) {
			values[i] -= amateur[scores.token(i)];
		}
		scores.forgetOrder();
	}

	private float[] amateur(Logits logits) {
		if (this.amateurTemperature != 1) {
			float[] scores = logits.scores();
			float temperature = (float) this.amateurTemperature;
			for (int i = 0; i < scores.length; i++) {
				scores[i] /= temperature;
			}
		}
		return Contrast.logProbabilities(logits);
	}

	@Override
	public boolean addsScores() {
		return true;
	}

}
