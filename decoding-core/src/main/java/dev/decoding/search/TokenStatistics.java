package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * How likely a token was, and what else was, in the model's own distribution. All
 * logarithms are natural ones.
 *
 * @param token the token that was chosen
 * @param logProbability its log-probability under the model's own distribution
 * @param processedLogProbability its log-probability under the distribution that it was
 * chosen from, behind all processors
 * @param rank how many tokens the model finds likelier, so 0 for the likeliest one
 * @param entropy the entropy of the model's distribution in nats
 * @param margin by how much the probability of the likeliest token exceeds that of the
 * second likeliest
 * @param selfCertainty the Kullback-Leibler divergence of the model's distribution from
 * the uniform one, in nats: 0 if all tokens are as likely, high if the model is certain
 * @param alternatives the likeliest tokens under the model's own distribution, likeliest
 * first
 */
public record TokenStatistics(int token, double logProbability, double processedLogProbability, int rank,
		double entropy, double margin, double selfCertainty, List<Alternative> alternatives) {

	public TokenStatistics {
		alternatives = List.copyOf(alternatives);
	}

	/**
	 * Look at the distribution that a token was chosen from.
	 * @param logits the model's own scores, {@code [vocabulary]}; of which only the
	 * likeliest are left afterwards
	 * @param choice the token that was chosen
	 * @param alternatives how many alternatives to name
	 * @return the statistics
	 */
	static TokenStatistics of(Logits logits, Choice choice, int alternatives) {
		Distribution distribution = logits.distributionWithEntropy();
		float score = logits.get(choice.token());
		int rank = 0;
		for (float other : logits.scores()) {
			rank += (other > score) ? 1 : 0;
		}
		double entropy = distribution.entropy();
		double selfCertainty = distribution.divergenceFromUniform();
		logits.keepHighest(Math.max(2, alternatives), false);
		logits.sort();
		float[] highest = logits.values();
		double margin = distribution.probability(highest[0])
				- ((logits.count() > 1) ? distribution.probability(highest[1]) : 0);
		List<Alternative> likeliest = new ArrayList<>();
		for (int i = 0; i < Math.min(alternatives, logits.count()); i++) {
			likeliest.add(new Alternative(logits.token(i), distribution.logProbability(highest[i])));
		}
		return new TokenStatistics(choice.token(), distribution.logProbability(score), choice.logProbability(), rank,
				entropy, margin, selfCertainty, likeliest);
	}

	/**
	 * Return how confident the model was of the likeliest tokens: the higher, the more
	 * its distribution is that of a few.
	 * @param most how many tokens to look at, at least 1; only named alternatives are
	 * @return minus the mean of their log-probabilities in nats, those with probability 0
	 * left out; 0 if there is none
	 */
	public double confidence(int most) {
		double sum = 0;
		int count = 0;
		for (Alternative alternative : this.alternatives.subList(0, Math.min(most, this.alternatives.size()))) {
			if (alternative.logProbability() > Double.NEGATIVE_INFINITY) {
				sum -= alternative.logProbability();
				count++;
			}
		}
		return (count > 0) ? sum / count : 0;
	}

	/**
	 * Return these statistics with no more alternatives than are wanted.
	 * @param most how many alternatives to name at most
	 * @return the statistics
	 */
	TokenStatistics withAlternatives(int most) {
		if (this.alternatives.size() <= most) {
			return this;
		}
		return new TokenStatistics(this.token, this.logProbability, this.processedLogProbability, this.rank,
				this.entropy, this.margin, this.selfCertainty, this.alternatives.subList(0, most));
	}

	/**
	 * A token that could have been chosen.
	 *
	 * @param token the token id
	 * @param logProbability its log-probability under the model's own distribution, in
	 * nats
	 */
	public record Alternative(int token, double logProbability) {
	}

}
