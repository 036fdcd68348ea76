package dev.decoding.benchmark;

import java.util.List;

import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.Temperature;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.chain.ChainChoice;
import dev.decoding.scaling.chain.ChainSchedule;
import dev.decoding.scaling.chain.PowerSampling;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.SampleAndAggregate;

/**
 * Draws from a power of the model's distribution, of whole answers by a Markov chain, and
 * token by token by a low temperature. What stands for the budget is the number of steps
 * of a chain.
 *
 * @param chains how many answers are drawn in each way
 */
record ChainExperiment(int chains) implements Experiment {

	static final String GREEDY = "greedy";

	static final String LOW_TEMPERATURE = "low-temperature";

	/** Whether one of 16 is right. */
	static final String LOW_TEMPERATURE_PASS = "low-temperature-pass";

	static final String POWER = PowerSampling.NAME;

	/** Whether one of 16 is right. */
	static final String POWER_PASS = "power-sampling-pass";

	/** The tokens that it takes over those that it should take. */
	static final String COST = "power-sampling-cost";

	/** How many steps a chain takes behind each block. */
	static final List<Integer> STEPS = List.of(2, 10);

	private static final double ALPHA = 4;

	private static final double TEMPERATURE = 0.25;

	private static final int CHAINS = 16;

	/**
	 * Draw sixteen answers in each way.
	 */
	ChainExperiment() {
		this(CHAINS);
	}

	@Override
	public void run(Trial trial) {
		Trial.Outcome greedy = trial.run(new SampleAndAggregate(1, new MajorityVote()),
				trial.request().sampler(new ArgmaxSampler()));
		trial.board().add(GREEDY, 1, trial.right(greedy.selection().best()), greedy.cost());
		Trial.Outcome low = trial.run(new SampleAndAggregate(this.chains, Selection::of),
				trial.request().processors(new Temperature(TEMPERATURE)));
		note(trial, LOW_TEMPERATURE, LOW_TEMPERATURE_PASS, 1, low);
		for (int steps : STEPS) {
			int blocks = trial.task().problem().terms().size() + 1;
			Trial.Outcome outcome = trial
				.run(new PowerSampling(ALPHA, null, new ChainSchedule(this.chains, blocks, steps, 0),
						new ChainChoice(ChainChoice.States.LAST, Selection::of)), trial.request());
			note(trial, POWER, POWER_PASS, steps, outcome);
			double expected = expected(outcome.selection().candidates(), trial.setting().longest(trial.task()), blocks,
					steps);
			trial.board().add(COST, steps, outcome.cost().newTokens() / expected);
		}
	}

	private static void note(Trial trial, String strategy, String pass, int budget, Trial.Outcome outcome) {
		List<Candidate> candidates = outcome.selection().candidates();
		candidates.forEach((candidate) -> trial.board().add(strategy, budget, trial.right(candidate), outcome.cost()));
		trial.board().add(pass, budget, candidates.stream().mapToDouble(trial::right).max().orElse(0), outcome.cost());
	}

	/**
	 * Return how many tokens an answer takes: its own, and for each step those from a
	 * place on, which is drawn from all before the end of the block, up to there or to
	 * the end of the answer. With many short blocks and answers as long as can be that
	 * comes to <code>steps * length^2 / (4 * tokens of a block)</code>.
	 */
	private static double expected(List<Candidate> answers, int longest, int blocks, int steps) {
		double tokens = 0;
		for (Candidate answer : answers) {
			int length = answer.path().tokens().generatedLength();
			tokens += length;
			for (int block = 1; block <= blocks; block++) {
				double end = (double) longest * block / blocks;
				double written = Math.min(end, length);
				tokens += steps * written * (written + 1) / (2 * end);
			}
		}
		return tokens;
	}

}
