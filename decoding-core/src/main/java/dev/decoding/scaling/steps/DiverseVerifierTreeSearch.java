package dev.decoding.scaling.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.WeightedVote;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;

/**
 * Diverse verifier tree search: divides the beams among trees that do not compete, so
 * that the search does not end with variants of one text. In each tree some steps are
 * sampled and the best goes on.
 * <p>
 * Formula: <code>N / M</code> trees with <code>M</code> beams each; in each round the
 * best of a tree, by the verifier, is continued <code>M</code> times. A tree ends when
 * its best beam is finished; its last <code>M</code> beams are answers.
 * <p>
 * Edges: beams of the last round of a tree that are not finished are sampled to their
 * ends, so that there are <code>N</code> answers; beams that were not the best earlier
 * are no answers, even if finished. In the last round all beams are sampled to their
 * ends. Ties go to the beam that was begun first.
 * <p>
 * Example: 8 beams with the width 4 are two trees; each goes on with the best of 4 steps.
 * <p>
 * Cost: as many generations as there are beams; one rollout and one judging call a round
 * for all trees together, and one more at the end where beams are to be finished.
 * <p>
 * Source: Beeching, Tunstall, Rush, <i>Scaling test-time compute with open models</i>,
 * 2024.
 */
public final class DiverseVerifierTreeSearch implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "dvts";

	private final int numBeams;

	private final int beamWidth;

	private final int maxRounds;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	private final Aggregator aggregator;

	/**
	 * Search with trees of four beams, by the score of the last step, by which answers
	 * vote.
	 * @param numBeams how many beams in all, a multiple of 4
	 * @param verifier what judges beams
	 */
	public DiverseVerifierTreeSearch(int numBeams, Verifier verifier) {
		this(numBeams, verifier, new WeightedVote());
	}

	/**
	 * Search with trees of four beams, by the score of the last step.
	 * @param numBeams how many beams in all, a multiple of 4
	 * @param verifier what judges beams
	 * @param aggregator what decides among the answers
	 */
	public DiverseVerifierTreeSearch(int numBeams, Verifier verifier, Aggregator aggregator) {
		this(numBeams, 4, VerifierBeamSearch.MAX_ROUNDS, verifier, StepAggregation.LAST, aggregator);
	}

	/**
	 * Set how to search.
	 * @param numBeams how many beams in all, a multiple of {@code beamWidth}
	 * @param beamWidth how many beams of a tree, at least 1
	 * @param maxRounds how many rounds at most, at least 1; the last one does not stop
	 * behind a step
	 * @param verifier what judges beams
	 * @param aggregation how the scores of steps become one
	 * @param aggregator what decides among the answers
	 */
	public DiverseVerifierTreeSearch(int numBeams, int beamWidth, int maxRounds, Verifier verifier,
			StepAggregation aggregation, Aggregator aggregator) {
		this.numBeams = Limits.atLeast(1, numBeams, "numBeams");
		this.beamWidth = Limits.atLeast(1, beamWidth, "beamWidth");
		if (numBeams % beamWidth != 0) {
			throw new IllegalArgumentException("'numBeams' is %d but must be a multiple of 'beamWidth', which is %d"
				.formatted(numBeams, beamWidth));
		}
		this.maxRounds = Limits.atLeast(1, maxRounds, "maxRounds");
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.aggregator = aggregator;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.aggregator.prepare(this.verifier.prepare(request))
			.toBuilder()
			.numReturnSequences(this.numBeams)
			.build();
	}

	@Override
	public Selection search(ScalingRun run) {
		Frontier frontier = new Frontier(run, this.verifier, this.aggregation, 0);
		List<Candidate> last = new ArrayList<>();
		List<Path> open = run.rollout().begin(this.numBeams);
		for (int round = 1; !open.isEmpty(); round++) {
			List<Candidate> beams = frontier.expand(open, round >= this.maxRounds);
			List<Candidate> all = new ArrayList<>(last);
			all.addAll(beams);
			run.report("step", round, this.maxRounds, () -> select(all));
			open = new ArrayList<>();
			for (int tree = 0; tree < beams.size(); tree += this.beamWidth) {
				List<Candidate> of = beams.subList(tree, tree + this.beamWidth);
				Path best = of.stream().min(Frontier.BEST_FIRST).orElseThrow().path();
				if (best.isFinished()) {
					last.addAll(of);
				}
				else {
					open.addAll(Collections.nCopies(this.beamWidth, best));
				}
			}
		}
		return select(finished(last, frontier));
	}

	private static List<Candidate> finished(List<Candidate> beams, Frontier frontier) {
		List<Candidate> finished = new ArrayList<>();
		List<Path> open = new ArrayList<>();
		for (Candidate beam : beams) {
			if (beam.path().isFinished()) {
				finished.add(beam);
			}
			else {
				open.add(beam.path());
			}
		}
		if (!open.isEmpty()) {
			finished.addAll(frontier.expand(open, true));
		}
		return finished;
	}

	private Selection select(List<Candidate> candidates) {
		return this.aggregator.select(Frontier.begunFirst(candidates));
	}

}
