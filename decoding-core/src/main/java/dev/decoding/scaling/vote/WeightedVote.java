package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;

/**
 * Takes the answer whose candidates have the highest scores together: weighted best-of-n,
 * if the scores are those of a verifier.
 * <p>
 * Formula: <code>argmax_a sum_{i: a_i = a} s_i</code>, and of this answer the candidate
 * with the highest score.
 * <p>
 * Edges: as for {@link MajorityVote}. If no candidate has an answer, the complete one
 * with the highest score is taken. Scores are at least 0: a log-probability would turn
 * the effect round.
 * <p>
 * Example: of the answers 5, 8 and 8 with the scores 0.6, 0.5 and 0.4, 8 wins with 0.9,
 * and its first candidate is taken.
 * <p>
 * Cost: none beside the candidates and their scores.
 * <p>
 * Source: Li et al., <i>Making Large Language Models Better Reasoners with Step-Aware
 * Verifier</i>, 2023; Snell et al., <i>Scaling LLM Test-Time Compute Optimally</i>, 2024.
 */
public final class WeightedVote implements Aggregator {

	/** The name of the strategy. */
	public static final String NAME = "weighted-best-of-n";

	private final CandidateScore score;

	/**
	 * Weigh by what a verifier thinks.
	 */
	public WeightedVote() {
		this(CandidateScore.VERIFIER);
	}

	/**
	 * Set what to weigh by.
	 * @param score the weights, at least 0
	 */
	public WeightedVote(CandidateScore score) {
		this.score = score;
	}

	@Override
	public Selection select(List<Candidate> candidates) {
		double[] weights = Tally.scores(candidates, this.score);
		for (double weight : weights) {
			if (!(weight >= 0)) {
				throw new IllegalArgumentException(
						"A vote's weight is %s but must be at least 0; weigh by probabilities, not their logarithms"
							.formatted(weight));
			}
		}
		return Tally.count(candidates, this.score, weights);
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.score.prepare(request);
	}

}
