package dev.decoding.scaling.steps;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.WeightedVote;
import dev.decoding.search.GenerationRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@linkplain VerifierBeamSearch Beam search} that looks where a step leads before it
 * judges it: continues each beam greedily for some more steps, lets the verifier judge
 * what it finds there, and goes back.
 * <p>
 * Formula: with the lookahead <code>k</code> the score of a beam is the verifier's at the
 * end of up to <code>k</code> further steps at temperature 0. <code>N</code> generations
 * pay for <code>N / (k + 1)</code> beams.
 * <p>
 * Edges: a beam that is finished is judged as it is; one that ends on the way is judged
 * there. With the lookahead 0 this is beam search.
 * <p>
 * Example: 16 generations with the lookahead 3 are 4 beams, each step of which takes the
 * tokens of up to 4.
 * <p>
 * Cost: the tokens that are made to look ahead count as new tokens, and
 * <code>k + 1</code> generations as begun for each beam; two rollouts and one judging
 * call a round.
 * <p>
 * Source: Snell, Lee, Xu, Kumar, <i>Scaling LLM Test-Time Compute Optimally can be More
 * Effective than Scaling Model Parameters</i>, 2024, section 5.2.
 */
public final class LookaheadSearch implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "lookahead";

	private final BeamRounds rounds;

	private final int moreGenerations;

	private final int lookahead;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	/**
	 * Search with as many continuations of each beam as the square root of the number of
	 * beams, by the score of the last step, by which the finished ones vote.
	 * @param numGenerations how many generations it may cost
	 * @param lookahead how many steps to look ahead, at least 0
	 * @param verifier what judges beams
	 */
	public LookaheadSearch(int numGenerations, int lookahead, Verifier verifier) {
		this(numGenerations, lookahead, verifier, new WeightedVote());
	}

	/**
	 * Search with as many continuations of each beam as the square root of the number of
	 * beams, by the score of the last step.
	 * @param numGenerations how many generations it may cost
	 * @param lookahead how many steps to look ahead, at least 0
	 * @param verifier what judges beams
	 * @param aggregator what decides among the finished beams
	 */
	public LookaheadSearch(int numGenerations, int lookahead, Verifier verifier, Aggregator aggregator) {
		this(numGenerations, null, lookahead, VerifierBeamSearch.MAX_ROUNDS, verifier, StepAggregation.LAST,
				aggregator);
	}

	/**
	 * Set how to search.
	 * @param numGenerations how many generations it may cost, more than
	 * {@code lookahead}; what is left when divided by {@code lookahead + 1} is not used
	 * @param beamWidth how many continuations of each beam that goes on, at least 1;
	 * {@code null} for the square root of the number of beams
	 * @param lookahead how many steps to look ahead, at least 0
	 * @param maxRounds how many rounds at most, at least 1; the last one does not stop
	 * behind a step
	 * @param verifier what judges beams
	 * @param aggregation how the scores of steps become one
	 * @param aggregator what decides among the finished beams
	 */
	public LookaheadSearch(int numGenerations, @Nullable Integer beamWidth, int lookahead, int maxRounds,
			Verifier verifier, StepAggregation aggregation, Aggregator aggregator) {
		this.lookahead = Limits.atLeast(0, lookahead, "lookahead");
		int numBeams = Limits.atLeast(lookahead + 1, numGenerations, "numGenerations") / (lookahead + 1);
		int width = (beamWidth != null) ? beamWidth : Limits.squareRoot(numBeams);
		this.rounds = new BeamRounds(numBeams, Limits.atLeast(1, width, "beamWidth"),
				Limits.atLeast(1, maxRounds, "maxRounds"), aggregator);
		this.moreGenerations = numBeams * lookahead;
		this.verifier = verifier;
		this.aggregation = aggregation;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.rounds.prepare(this.verifier.prepare(request));
	}

	@Override
	public Selection search(ScalingRun run) {
		run.rollout().addGenerations(this.moreGenerations);
		return this.rounds.search(new Frontier(run, this.verifier, this.aggregation, this.lookahead));
	}

}
