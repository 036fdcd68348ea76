package dev.decoding.benchmark;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.Cost;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.PathRollout.Limits;

/**
 * One task that strategies are tried on with one seed.
 */
final class Trial {

	private static final AnswerFinder ANSWERS = AnswerFinder.behind("Answer:");

	private final Setting setting;

	private final Task task;

	private final long seed;

	private final Scoreboard board;

	private final CausalLm lm;

	private final Verifier verifier;

	Trial(Setting setting, Task task, long seed, Scoreboard board) {
		this.setting = setting;
		this.task = task;
		this.seed = seed;
		this.board = board;
		this.lm = setting.lm(task);
		this.verifier = setting.verifier(task, seed);
	}

	Task task() {
		return this.task;
	}

	long seed() {
		return this.seed;
	}

	Scoreboard board() {
		return this.board;
	}

	Verifier verifier() {
		return this.verifier;
	}

	Setting setting() {
		return this.setting;
	}

	GenerationRequest.Builder request() {
		return this.setting.request(this.task, this.seed);
	}

	/**
	 * Return 1 if a candidate has the right answer, else 0.
	 */
	double right(Candidate candidate) {
		return this.task.answer().equals(candidate.answer()) ? 1 : 0;
	}

	/**
	 * Run a strategy and count whether it is right.
	 */
	void measure(String strategy, int budget, ScalingAlgorithm algorithm) {
		Outcome outcome = run(algorithm, request());
		this.board.add(strategy, budget, right(outcome.selection().best()), outcome.cost());
	}

	Outcome run(ScalingAlgorithm algorithm, GenerationRequest.Builder request) {
		return run(this.lm, algorithm, request);
	}

	/**
	 * Run a strategy on a model that finds nothing impossible.
	 */
	Outcome runSmoothly(ScalingAlgorithm algorithm) {
		return run(this.setting.smoothLm(this.task), algorithm, request());
	}

	/**
	 * Run a strategy on a model.
	 */
	static Outcome run(CausalLm lm, ScalingAlgorithm algorithm, GenerationRequest.Builder request) {
		List<Selection> selected = new ArrayList<>();
		ScalingAlgorithm spy = new ScalingAlgorithm() {

			@Override
			public Selection search(ScalingRun run) {
				Selection selection = algorithm.search(run);
				selected.add(selection);
				return selection;
			}

			@Override
			public GenerationRequest prepare(GenerationRequest request) {
				return algorithm.prepare(request);
			}

		};
		Cost cost = new ScalingStrategy("trial", spy, ANSWERS, StepSplitter.LINES, Limits.NONE)
			.generate(lm, request.build(), GenerationListener.NONE)
			.cost();
		return new Outcome(selected.get(0), cost);
	}

	/**
	 * What a strategy decided on, and what that took.
	 *
	 * @param selection all candidates, best first
	 * @param cost what it took
	 */
	record Outcome(Selection selection, Cost cost) {
	}

	/**
	 * Keeps candidates in the order in which they were begun.
	 *
	 * @param needs what the candidates are to be compared by later
	 */
	record Keeping(Aggregator needs) implements Aggregator {

		@Override
		public Selection select(List<Candidate> candidates) {
			return Selection.of(candidates);
		}

		@Override
		public GenerationRequest prepare(GenerationRequest request) {
			return this.needs.prepare(request);
		}

	}

}
