package dev.decoding.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs experiments on tasks. What comes out does not depend on how many run at a time.
 */
final class Benchmark {

	private final String tier;

	private final Setting setting;

	private final List<Task> tasks;

	private final List<Long> seeds;

	private final List<Experiment> experiments;

	/**
	 * Set what to run.
	 * @param tier its name
	 * @param setting what tasks are solved with
	 * @param tasks the tasks
	 * @param seeds with which seeds each is solved
	 * @param experiments what is tried on each
	 */
	Benchmark(String tier, Setting setting, List<Task> tasks, List<Long> seeds, List<Experiment> experiments) {
		this.tier = tier;
		this.setting = setting;
		this.tasks = List.copyOf(tasks);
		this.seeds = List.copyOf(seeds);
		this.experiments = List.copyOf(experiments);
	}

	/**
	 * Run.
	 * @param threads how many tasks at a time
	 * @param progress is run behind each task
	 * @return what was measured
	 */
	Results run(int threads, Runnable progress) throws InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Scoreboard>> calls = this.tasks.stream().<Callable<Scoreboard>>map((task) -> () -> {
				Scoreboard board = solve(task);
				progress.run();
				return board;
			}).toList();
			List<Scoreboard> boards = new ArrayList<>();
			for (Future<Scoreboard> future : executor.invokeAll(calls)) {
				boards.add(future.get());
			}
			return results(boards);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A task could not be solved: " + ex.getCause(), ex.getCause());
		}
		finally {
			executor.shutdownNow();
		}
	}

	private Scoreboard solve(Task task) {
		Scoreboard board = new Scoreboard();
		for (long seed : this.seeds) {
			Trial trial = new Trial(this.setting, task, seed, board);
			this.experiments.forEach((experiment) -> experiment.run(trial));
		}
		return board;
	}

	private Results results(List<Scoreboard> boards) {
		Map<String, SortedMap<Integer, List<Scoreboard.Mean>>> means = new LinkedHashMap<>();
		for (Scoreboard board : boards) {
			board.means()
				.forEach((strategy, byBudget) -> byBudget
					.forEach((budget, mean) -> means.computeIfAbsent(strategy, (key) -> new TreeMap<>())
						.computeIfAbsent(budget, (key) -> new ArrayList<>())
						.add(mean)));
		}
		List<Results.Curve> curves = new ArrayList<>();
		means.forEach((strategy, byBudget) -> {
			List<Results.Point> points = new ArrayList<>();
			byBudget.forEach((budget, of) -> points.add(new Results.Point(budget, mean(of, 0), mean(of, 1), mean(of, 2),
					mean(of, 3), of.stream().map((mean) -> mean.get(0)).toList())));
			curves.add(new Results.Curve(strategy, points));
		});
		List<Results.Problem> problems = new ArrayList<>();
		for (int i = 0; i < boards.size(); i++) {
			problems.add(problem(this.tasks.get(i), boards.get(i)));
		}
		return new Results(this.tier, this.seeds, problems, curves);
	}

	private Results.Problem problem(Task task, Scoreboard board) {
		double one = last(board, SamplingExperiment.PASS, true);
		double rate = this.setting.passProbability(task).orElse(one);
		return new Results.Problem(task.problem().toString(), task.tier().ordinal() + 1, task.isHopeless(), rate,
				last(board, SamplingExperiment.VERIFIER_MEAN, false), ModalAnswer.of(task.problem()).isRight());
	}

	private static double last(Scoreboard board, String strategy, boolean first) {
		SortedMap<Integer, Scoreboard.Mean> byBudget = board.means().getOrDefault(strategy, new TreeMap<>());
		if (byBudget.isEmpty()) {
			return 0;
		}
		return byBudget.getOrDefault(first ? byBudget.firstKey() : byBudget.lastKey(), new Scoreboard.Mean(1)).get(0);
	}

	private static double mean(List<Scoreboard.Mean> means, int index) {
		return means.stream().mapToDouble((mean) -> mean.get(index)).average().orElse(0);
	}

}
