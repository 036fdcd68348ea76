package dev.decoding.benchmark;

import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.tree.Rain;
import dev.decoding.scaling.tree.Rounds;
import dev.decoding.scaling.tree.TokenSets;
import dev.decoding.scaling.vote.BestOfN;
import dev.decoding.scaling.vote.SampleAndAggregate;
import dev.decoding.scaling.vote.StopSampling;

/**
 * Searches by a judge that says yes or no and is right at a known rate, and lets it pick
 * among as many samples as cost more than that. What stands for the budget is the rate,
 * in per cent.
 *
 * @param setting has the judge
 */
record RainExperiment(ExactSetting setting) implements Experiment {

	static final String NAME = Rain.NAME;

	static final String CHERRY_PICKING = "best-of-64-by-judge";

	static final List<Integer> ACCURACIES = List.of(60, 80, 90, 98);

	private static final int SAMPLES = 64;

	private static final TokenSets SETS = new TokenSets(4, 8, List.of(4), 15, 0.25);

	private static final Rounds ROUNDS = new Rounds(6, 16, 0.8);

	@Override
	public void run(Trial trial) {
		for (int accuracy : ACCURACIES) {
			Verifier judge = this.setting.judge(trial.task(), accuracy / 100.0, trial.seed());
			trial.measure(NAME, accuracy, new Rain(judge, StepAggregation.LAST, true, SETS,
					Rain.DEFAULT_EXPLORATION_WEIGHT, false, null, ROUNDS, true));
			Trial.Outcome outcome = trial.run(
					new SampleAndAggregate(SAMPLES, StopSampling.NEVER, judge, StepAggregation.LAST, new BestOfN()),
					trial.request());
			Candidate best = outcome.selection().best();
			trial.board().add(CHERRY_PICKING, accuracy, trial.right(best), outcome.cost());
		}
	}

}
