package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;

/**
 * Takes the candidate with the highest score, whatever its answer is, so that it fits
 * texts without one too.
 * <p>
 * Formula: <code>argmax_i s_i</code>.
 * <p>
 * Edges: candidates that did not end by themselves come last; of scores alike the
 * candidate begun first wins.
 * <p>
 * Example: of the answers 5, 8 and 8 with the scores 0.6, 0.5 and 0.4, the first is
 * taken.
 * <p>
 * Cost: none beside the candidates and their scores.
 * <p>
 * Source: Cobbe et al., <i>Training Verifiers to Solve Math Word Problems</i>, 2021.
 */
public final class BestOfN implements Aggregator {

	/** The name of the strategy. */
	public static final String NAME = "best-of-n";

	private final CandidateScore score;

	/**
	 * Compare by what a verifier thinks.
	 */
	public BestOfN() {
		this(CandidateScore.VERIFIER);
	}

	/**
	 * Set what to compare by.
	 * @param score the score
	 */
	public BestOfN(CandidateScore score) {
		this.score = score;
	}

	@Override
	public Selection select(List<Candidate> candidates) {
		return Selection.of(Tally.sorted(candidates, Tally.scores(candidates, this.score)));
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.score.prepare(request);
	}

}
