package dev.decoding.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.steps.DiverseVerifierTreeSearch;
import dev.decoding.scaling.steps.LookaheadSearch;
import dev.decoding.scaling.steps.ParticleFilter;
import dev.decoding.scaling.steps.VerifierBeamSearch;
import dev.decoding.scaling.vote.WeightedVote;

/**
 * All experiments.
 */
final class Suite {

	static final String SAMPLES = "samples";

	static final String BEAM_FIXED = VerifierBeamSearch.NAME + "-4";

	static final String BEAM_ROOT = VerifierBeamSearch.NAME + "-sqrt";

	static final String LOOKAHEAD_1 = LookaheadSearch.NAME + "-1";

	static final String LOOKAHEAD_3 = LookaheadSearch.NAME + "-3";

	private static final int WIDTH = 4;

	private static final int CONFIDENCE_SAMPLES = 64;

	private Suite() {
	}

	/**
	 * Return the experiments that need nothing but a model and a process verifier, by
	 * name.
	 * @param budgets the budgets, each a power of 4
	 */
	static Map<String, Experiment> of(List<Integer> budgets) {
		List<Integer> searched = budgets.stream().filter((budget) -> budget >= WIDTH).toList();
		Map<String, Experiment> experiments = new LinkedHashMap<>();
		experiments.put(SAMPLES, new SamplingExperiment(budgets));
		search(experiments, BEAM_FIXED, searched, (trial, budget) -> new VerifierBeamSearch(budget, WIDTH,
				VerifierBeamSearch.MAX_ROUNDS, trial.verifier(), StepAggregation.LAST, new WeightedVote()));
		search(experiments, BEAM_ROOT, searched,
				(trial, budget) -> new VerifierBeamSearch(budget, trial.verifier(), new WeightedVote()));
		search(experiments, LOOKAHEAD_1, searched,
				(trial, budget) -> new LookaheadSearch(budget, 1, trial.verifier(), new WeightedVote()));
		search(experiments, LOOKAHEAD_3, searched, (trial, budget) -> new LookaheadSearch(budget, WIDTH, 3,
				VerifierBeamSearch.MAX_ROUNDS, trial.verifier(), StepAggregation.LAST, new WeightedVote()));
		search(experiments, ParticleFilter.NAME, searched,
				(trial, budget) -> new ParticleFilter(budget, trial.verifier()));
		search(experiments, DiverseVerifierTreeSearch.NAME, searched,
				(trial, budget) -> new DiverseVerifierTreeSearch(budget, trial.verifier(), new WeightedVote()));
		return experiments;
	}

	/**
	 * Return all experiments, those that need a judge or a reviser included, by name.
	 * @param budgets the budgets, each a power of 4
	 */
	static Map<String, Experiment> all(List<Integer> budgets) {
		return all(budgets, Integer.MAX_VALUE);
	}

	/**
	 * Return all experiments, by name.
	 * @param budgets the budgets, each a power of 4
	 * @param tries the greatest of them for revisions, which take longest
	 */
	static Map<String, Experiment> all(List<Integer> budgets, int tries) {
		Map<String, Experiment> experiments = of(budgets);
		experiments.put("confidence", new ConfidenceExperiment(
				budgets.stream().filter((budget) -> budget > 1 && budget <= CONFIDENCE_SAMPLES).toList()));
		experiments.put("chains", new ChainExperiment());
		experiments.put(ContrastiveExperiment.NAME, new ContrastiveExperiment());
		experiments.put("rain", new RainExperiment());
		experiments.put("revisions", new RevisionExperiment(
				budgets.stream().filter((budget) -> budget > WIDTH && budget <= tries).toList()));
		return experiments;
	}

	private static void search(Map<String, Experiment> experiments, String name, List<Integer> budgets,
			SearchExperiment.Factory factory) {
		experiments.put(name, new SearchExperiment(name, budgets, factory));
	}

}
