package dev.decoding.scaling.steps;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;

/**
 * Beams that grow a step a round, of which the best go on.
 */
final class BeamRounds {

	private final int numBeams;

	private final int beamWidth;

	private final int maxRounds;

	private final Aggregator aggregator;

	BeamRounds(int numBeams, int beamWidth, int maxRounds, Aggregator aggregator) {
		this.numBeams = numBeams;
		this.beamWidth = beamWidth;
		this.maxRounds = maxRounds;
		this.aggregator = aggregator;
	}

	GenerationRequest prepare(GenerationRequest request) {
		return this.aggregator.prepare(request).toBuilder().numReturnSequences(this.numBeams).build();
	}

	Selection search(Frontier frontier) {
		List<Candidate> finished = new ArrayList<>();
		List<Path> open = frontier.run().rollout().begin(this.numBeams);
		for (int round = 1; !open.isEmpty(); round++) {
			List<Candidate> active = new ArrayList<>();
			for (Candidate candidate : frontier.expand(open, round >= this.maxRounds)) {
				(candidate.path().isFinished() ? finished : active).add(candidate);
			}
			List<Candidate> all = new ArrayList<>(finished);
			all.addAll(active);
			frontier.run().report("step", round, this.maxRounds, () -> select(all));
			open = next(active);
		}
		return select(finished);
	}

	/**
	 * Keep the best, and fork them until all slots that no finished beam holds are full.
	 */
	private List<Path> next(List<Candidate> active) {
		int keep = Math.max(1, Math.round(active.size() / (float) this.beamWidth));
		if (keep >= active.size()) {
			return active.stream().map(Candidate::path).toList();
		}
		List<Candidate> best = Frontier.distinct(active).stream().sorted(Frontier.BEST_FIRST).limit(keep).toList();
		return Frontier.fill(best, active.size());
	}

	private Selection select(List<Candidate> candidates) {
		return this.aggregator.select(Frontier.begunFirst(candidates));
	}

}
