package dev.decoding.mixture;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;

/**
 * A mean of several models.
 * <p>
 * Formula: with weights that sum up to 1, the probability of a token is
 * <code>w[1] * p[1] + ... + w[n] * p[n]</code> ({@link Mean#LINEAR}), where one model is
 * enough for a token to be likely, or in proportion to
 * <code>p[1]^w[1] * ... * p[n]^w[n]</code> ({@link Mean#GEOMETRIC}), where all models
 * must agree. The scores are the logarithms.
 * <p>
 * Edges: a weight of 0 leaves its model out; a weight of 1 beside it is the other model.
 * <p>
 * Example: with weights 0.7 and 0.3, a token of probability 0.9 in one model and 0.1 in
 * the other has <code>0.7 * 0.9 + 0.3 * 0.1 = 0.66</code> in the linear mean; in the
 * geometric one, it weighs <code>0.9^0.7 * 0.1^0.3 = 0.47</code> against
 * <code>0.1^0.7 * 0.9^0.3 = 0.19</code> of the rest, and so has 0.71.
 * <p>
 * Cost: one call of each model a step.
 * <p>
 * Source: Hinton, <i>Training Products of Experts by Minimizing Contrastive
 * Divergence</i>, 2002 (geometric).
 *
 * @param members the models, which have the same tokens
 * @param weights for each model its weight, at least 0; divided by their sum
 * @param mean the kind of mean
 */
public record WeightedEnsemble(List<CausalLm> members, List<Double> weights, Mean mean) implements Mixture {

	/**
	 * A kind of mean.
	 */
	public enum Mean {

		/** The mean of the probabilities. */
		LINEAR,

		/** The mean of their logarithms. */
		GEOMETRIC

	}

	public WeightedEnsemble {
		members = List.copyOf(members);
		if (members.isEmpty()) {
			throw new IllegalArgumentException("'members' has no model but must have at least one");
		}
		if (weights.size() != members.size()) {
			throw new IllegalArgumentException("'weights' has %d weights but must have one for each of the %d models"
				.formatted(weights.size(), members.size()));
		}
		weights.forEach((weight) -> Requirements.requireNotNegative("weights", weight));
		double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
		Requirements.requirePositive("weights", sum);
		weights = weights.stream().map((weight) -> weight / sum).toList();
		Vocabularies.requireSame(members);
	}

	@Override
	public Logits combine(List<Logits> rows) {
		rows.forEach(Logits::normalize);
		double[] sums = new double[rows.get(0).vocabularySize()];
		for (int member = 0; member < rows.size(); member++) {
			double weight = this.weights.get(member);
			if (weight > 0) {
				add(sums, weight, rows.get(member).scores());
			}
		}
		float[] scores = rows.get(0).scores();
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (float) ((this.mean == Mean.LINEAR) ? Math.log(sums[token]) : sums[token]);
		}
		return rows.get(0);
	}

	private void add(double[] sums, double weight, float[] logProbabilities) {
		if (this.mean == Mean.LINEAR) {
			for (int token = 0; token < sums.length; token++) {
				sums[token] += weight * Math.exp(logProbabilities[token]);
			}
		}
		else {
			for (int token = 0; token < sums.length; token++) {
				sums[token] += weight * logProbabilities[token];
			}
		}
	}

}
