package dev.decoding.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.vote.AdaptiveConsistency;
import dev.decoding.scaling.vote.BestOfN;
import dev.decoding.scaling.vote.EarlyStoppingConsistency;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.PassAtK;
import dev.decoding.scaling.vote.SampleAndAggregate;
import dev.decoding.scaling.vote.StopSampling;
import dev.decoding.scaling.vote.WeightedVote;
import dev.decoding.search.Cost;

/**
 * Samples and judges once, and decides in many ways. What smaller budgets are worth comes
 * from parts of the same samples.
 */
final class SamplingExperiment implements Experiment {

	/** Whether any sample is right. */
	static final String PASS = "pass";

	/** Not how right a strategy is but what the verifier thinks on average. */
	static final String VERIFIER_MEAN = "verifier-mean";

	/** Of how many samples those that stop early are parts. */
	static final int MOST_SAMPLES = 40;

	private static final double THRESHOLD = 0.95;

	private static final int WINDOW = 5;

	private final List<Integer> budgets;

	SamplingExperiment(List<Integer> budgets) {
		this.budgets = budgets;
	}

	@Override
	public void run(Trial trial) {
		int most = this.budgets.stream().mapToInt(Integer::intValue).max().orElse(1);
		List<Candidate> pool = trial
			.run(new SampleAndAggregate(most, StopSampling.NEVER, trial.verifier(), StepAggregation.LAST,
					Selection::of), trial.request())
			.selection()
			.candidates();
		Map<String, Aggregator> aggregators = new LinkedHashMap<>();
		aggregators.put(MajorityVote.NAME, new MajorityVote());
		aggregators.put(BestOfN.NAME, new BestOfN());
		aggregators.put(WeightedVote.NAME, new WeightedVote());
		for (int budget : this.budgets) {
			for (int from = 0; from + budget <= most; from += budget) {
				List<Candidate> part = pool.subList(from, from + budget);
				Cost cost = cost(part);
				aggregators.forEach((name, aggregator) -> trial.board()
					.add(name, budget, trial.right(aggregator.select(part).best()), cost));
			}
			if (pool.stream().anyMatch((candidate) -> !candidate.steps().isEmpty())) {
				aggregations(trial, pool, budget);
			}
			int right = (int) pool.stream().mapToDouble(trial::right).sum();
			trial.board().add(PASS, budget, PassAtK.estimate(most, right, budget));
		}
		for (int from = 0; from + MOST_SAMPLES <= most; from += MOST_SAMPLES) {
			List<Candidate> part = pool.subList(from, from + MOST_SAMPLES);
			stop(MajorityVote.NAME, StopSampling.NEVER, part, trial);
			stop(AdaptiveConsistency.NAME, new AdaptiveConsistency(THRESHOLD, 1), part, trial);
			stop(EarlyStoppingConsistency.NAME, new EarlyStoppingConsistency(WINDOW), part, trial);
		}
		trial.board().add(VERIFIER_MEAN, most, pool.stream().mapToDouble(Candidate::score).average().orElse(0));
	}

	/**
	 * Weigh votes by what is thought of all steps, in several ways.
	 */
	private static void aggregations(Trial trial, List<Candidate> pool, int budget) {
		for (StepAggregation aggregation : StepAggregation.values()) {
			List<Candidate> scored = pool.stream()
				.map((candidate) -> candidate.withScore(aggregation.apply(candidate.steps())))
				.toList();
			for (int from = 0; from + budget <= scored.size(); from += budget) {
				Candidate best = new WeightedVote().select(scored.subList(from, from + budget)).best();
				trial.board().add(weightedBy(aggregation), budget, trial.right(best));
			}
		}
	}

	/**
	 * Return the name of a vote that is weighed by the scores of all steps.
	 */
	static String weightedBy(StepAggregation aggregation) {
		return WeightedVote.NAME + "-by-" + aggregation.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Draw from samples until there are enough of them.
	 */
	private static void stop(String name, StopSampling stop, List<Candidate> samples, Trial trial) {
		int drawn = 0;
		int next = stop.next(List.of(), samples.size());
		while (drawn < samples.size() && next > 0) {
			drawn = Math.min(samples.size(), drawn + next);
			next = stop.next(samples.subList(0, drawn), samples.size() - drawn);
		}
		List<Candidate> part = samples.subList(0, drawn);
		trial.board().add(name, MOST_SAMPLES, trial.right(new MajorityVote().select(part).best()), cost(part));
	}

	static Cost cost(List<Candidate> samples) {
		int tokens = samples.stream().mapToInt((candidate) -> candidate.path().tokens().generatedLength()).sum();
		int prompt = samples.get(0).path().tokens().promptLength();
		return new Cost(prompt, 0, samples.size(), tokens, prompt + tokens, 0, 0);
	}

}
