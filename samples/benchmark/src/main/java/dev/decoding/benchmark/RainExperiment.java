package dev.decoding.benchmark;

import java.util.List;

import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.tree.Rain;
import dev.decoding.scaling.tree.Rounds;
import dev.decoding.scaling.tree.TokenSets;
import dev.decoding.scaling.vote.BestOfN;
import dev.decoding.scaling.vote.SampleAndAggregate;
import dev.decoding.scaling.vote.StopSampling;

/**
 * Searches by a judge that says yes or no, and lets it pick among as many samples as cost
 * more than that. Where the rate at which the judge is right is known, it stands for the
 * budget, in per cent.
 */
final class RainExperiment implements Experiment {

	static final String NAME = Rain.NAME;

	/** A judge whose rate is not known: the model. */
	static final String BY_ITSELF = NAME + "-by-itself";

	static final String CHERRY_PICKING = "best-of-64-by-judge";

	static final String CHERRY_PICKING_BY_ITSELF = "best-of-64-by-itself";

	/**
	 * How many lines of samples the model judges rightly, rather than how right it is.
	 */
	static final String JUDGE = "self-evaluation";

	static final List<Integer> ACCURACIES = List.of(60, 80, 90, 98);

	private static final int SAMPLES = 64;

	private static final int SETS = 4;

	private static final int MOST_SETS = 8;

	private static final int TOP = 15;

	private static final double UNIFORM_SHARE = 0.25;

	private static final Rounds ROUNDS = new Rounds(6, 16, 0.8);

	@Override
	public void run(Trial trial) {
		for (Judge judge : trial.setting().judges(trial.task(), trial.seed())) {
			boolean known = judge.accuracy().isPresent();
			int budget = judge.accuracy().orElse(1);
			TokenSets sets = new TokenSets(SETS, MOST_SETS, List.of(trial.setting().lineLength()), TOP, UNIFORM_SHARE);
			trial.measure(known ? NAME : BY_ITSELF, budget, new Rain(judge.verifier(), StepAggregation.LAST, true, sets,
					Rain.DEFAULT_EXPLORATION_WEIGHT, false, null, ROUNDS, true));
			Trial.Outcome outcome = trial.run(new SampleAndAggregate(SAMPLES, StopSampling.NEVER, judge.verifier(),
					StepAggregation.LAST, new BestOfN()), trial.request());
			trial.board()
				.add(known ? CHERRY_PICKING : CHERRY_PICKING_BY_ITSELF, budget, trial.right(outcome.selection().best()),
						outcome.cost());
			if (!known) {
				trial.board().add(JUDGE, budget, judged(trial.task(), outcome.selection().candidates()));
			}
		}
	}

	/**
	 * Return the share of the lines that are judged rightly.
	 */
	private static double judged(Task task, List<Candidate> candidates) {
		int lines = 0;
		int judged = 0;
		for (Candidate candidate : candidates) {
			List<Boolean> right = ChainVerifier.check(task.problem(), candidate.path().text());
			for (int line = 0; line < Math.min(right.size(), candidate.steps().size()); line++) {
				lines++;
				judged += (right.get(line) == candidate.steps().get(line) > 0.5) ? 1 : 0;
			}
		}
		return (double) judged / Math.max(1, lines);
	}

}
