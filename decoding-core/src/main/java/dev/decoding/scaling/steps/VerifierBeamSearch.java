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
 * Beam search over steps of reasoning: samples a step for each of many beams, lets a
 * process verifier judge them, and goes on with the best only, each forked so that there
 * are as many as before. At the end the finished beams vote.
 * <p>
 * Formula: with <code>A</code> unfinished beams and the width <code>M</code>, the best
 * <code>max(1, round(A / M))</code> go on, forked evenly into <code>A</code>.
 * <p>
 * Edges: a finished beam keeps its slot and its score and is not forked; of beams with
 * the same tokens one is considered, so that a sure model does not fill the beam with one
 * text; in the last round beams are sampled to their ends. With the width 1 all go on as
 * they are: independent samples. Ties go to the beam that was begun first.
 * <p>
 * Example: of 4 beams with the scores 0.9, 0.2, 0.7 and 0.1 and the width 2, the first
 * and the third go on, with two continuations each.
 * <p>
 * Cost: as many generations as there are beams; one rollout and one judging call a round
 * for all beams together.
 * <p>
 * Source: Snell, Lee, Xu, Kumar, <i>Scaling LLM Test-Time Compute Optimally can be More
 * Effective than Scaling Model Parameters</i>, 2024, section 5.2; what becomes of
 * finished beams is left open there.
 */
public final class VerifierBeamSearch implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "verifier-beam";

	/** How many rounds there are at most if nothing else is said. */
	public static final int MAX_ROUNDS = 40;

	private final BeamRounds rounds;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	/**
	 * Search with as many continuations of each beam as the square root of their number,
	 * by the score of the last step, by which the finished ones vote.
	 * @param numBeams how many beams, at least 1
	 * @param verifier what judges beams
	 */
	public VerifierBeamSearch(int numBeams, Verifier verifier) {
		this(numBeams, verifier, new WeightedVote());
	}

	/**
	 * Search with as many continuations of each beam as the square root of their number,
	 * by the score of the last step.
	 * @param numBeams how many beams, at least 1
	 * @param verifier what judges beams
	 * @param aggregator what decides among the finished beams
	 */
	public VerifierBeamSearch(int numBeams, Verifier verifier, Aggregator aggregator) {
		this(numBeams, null, MAX_ROUNDS, verifier, StepAggregation.LAST, aggregator);
	}

	/**
	 * Set how to search.
	 * @param numBeams how many beams, at least 1
	 * @param beamWidth how many continuations of each beam that goes on, at least 1;
	 * {@code null} for the square root of the number of beams
	 * @param maxRounds how many rounds at most, at least 1; the last one does not stop
	 * behind a step
	 * @param verifier what judges beams
	 * @param aggregation how the scores of steps become one
	 * @param aggregator what decides among the finished beams
	 */
	public VerifierBeamSearch(int numBeams, @Nullable Integer beamWidth, int maxRounds, Verifier verifier,
			StepAggregation aggregation, Aggregator aggregator) {
		Limits.atLeast(1, numBeams, "numBeams");
		int width = (beamWidth != null) ? beamWidth : Limits.squareRoot(numBeams);
		this.rounds = new BeamRounds(numBeams, Limits.atLeast(1, width, "beamWidth"),
				Limits.atLeast(1, maxRounds, "maxRounds"), aggregator);
		this.verifier = verifier;
		this.aggregation = aggregation;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.rounds.prepare(this.verifier.prepare(request));
	}

	@Override
	public Selection search(ScalingRun run) {
		return this.rounds.search(new Frontier(run, this.verifier, this.aggregation, 0));
	}

}
