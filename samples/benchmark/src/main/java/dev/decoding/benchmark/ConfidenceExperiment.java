package dev.decoding.benchmark;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.vote.BestOfN;
import dev.decoding.scaling.vote.BordaCount;
import dev.decoding.scaling.vote.CandidateScore;
import dev.decoding.scaling.vote.DeepConfOnline;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.SampleAndAggregate;
import dev.decoding.scaling.vote.SelfCertainty;
import dev.decoding.search.Path;

/**
 * Decides by how certain the model itself was, and gives up samples that it is not
 * confident of. The same seed draws the same samples for all.
 *
 * @param budgets how many samples
 */
record ConfidenceExperiment(List<Integer> budgets) implements Experiment {

	/** The vote of the samples that would be drawn if none was given up. */
	static final String SAME_SAMPLES = "majority-same-samples";

	static final String BORDA = "borda";

	private static final double POWER = 0.5;

	private static final int WARM_UP = 16;

	private static final int ROUND = 8;

	/** As many tokens as a line has. */
	private static final int WINDOW = 4;

	private static final int TOP = 20;

	private static final double ETA = 0.9;

	private static final double CONSENSUS = 0.95;

	@Override
	public void run(Trial trial) {
		int most = this.budgets.stream().mapToInt(Integer::intValue).max().orElse(1);
		SelfCertainty certainty = new SelfCertainty();
		List<Candidate> pool = trial
			.runSmoothly(new SampleAndAggregate(most, new Trial.Keeping(new BestOfN(certainty))))
			.selection()
			.candidates();
		Map<Path, Double> certainties = new IdentityHashMap<>();
		pool.forEach((candidate) -> certainties.put(candidate.path(), certainty.of(candidate)));
		CandidateScore remembered = (candidate) -> certainties.getOrDefault(candidate.path(), 0.0);
		Map<String, Aggregator> aggregators = new LinkedHashMap<>();
		aggregators.put(SAME_SAMPLES, new MajorityVote());
		aggregators.put(SelfCertainty.NAME, new BestOfN(remembered));
		aggregators.put(BORDA, new BordaCount(POWER, remembered));
		for (int budget : this.budgets) {
			for (int from = 0; from + budget <= most; from += budget) {
				List<Candidate> part = pool.subList(from, from + budget);
				aggregators.forEach((name, aggregator) -> trial.board()
					.add(name, budget, trial.right(aggregator.select(part).best()), SamplingExperiment.cost(part)));
			}
		}
		Trial.Outcome online = trial
			.runSmoothly(new DeepConfOnline(most, Math.min(WARM_UP, most), ROUND, WINDOW, TOP, ETA, CONSENSUS));
		trial.board().add(DeepConfOnline.NAME, most, trial.right(online.selection().best()), online.cost());
	}

}
