package dev.decoding.scaling.vote;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;

/**
 * Weighs each vote by the rank of its candidate among all, so that only the order of
 * scores counts, not how far they are apart.
 * <p>
 * Formula: <code>argmax_a sum_{i: a_i = a} (m - r_i)^p</code>, where <code>m</code>
 * candidates have an answer and <code>r_i</code> is how many of them have a higher score,
 * or the same and were begun earlier.
 * <p>
 * Edges: as for {@link WeightedVote}; with the power 0 it is a {@link MajorityVote}, the
 * higher the power the more it is {@link BestOfN}.
 * <p>
 * Example: of the answers 5, 8 and 8 with the scores 0.9, 0.2 and 0.1, with the power 1,
 * 5 has three votes and 8 has 2 + 1; since its score is higher, 5 wins.
 * <p>
 * Cost: none beside the candidates and their scores.
 * <p>
 * Source: Kang, Zhao, Song, <i>Scalable Best-of-N Selection for Large Language Models via
 * Self-Certainty</i>, 2025, section 4.3; power 0.3 for 8 candidates, 1.2 for 64.
 */
public final class BordaCount implements Aggregator {

	private final double power;

	private final CandidateScore score;

	/**
	 * Set how to weigh.
	 * @param power the power of ranks, at least 0
	 * @param score what candidates are ranked by
	 */
	public BordaCount(double power, CandidateScore score) {
		if (!(power >= 0 && power < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException("'power' is %s but must be at least 0".formatted(power));
		}
		this.power = power;
		this.score = score;
	}

	@Override
	public Selection select(List<Candidate> candidates) {
		double[] scores = Tally.scores(candidates, this.score);
		List<Integer> ranking = IntStream.range(0, scores.length)
			.filter((i) -> candidates.get(i).hasAnswer())
			.boxed()
			.sorted(Comparator.comparing((i) -> -scores[i]))
			.toList();
		double[] votes = new double[scores.length];
		for (int rank = 0; rank < ranking.size(); rank++) {
			votes[ranking.get(rank)] = Math.pow(ranking.size() - rank, this.power);
		}
		return Tally.count(candidates, this.score, votes);
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.score.prepare(request);
	}

}
