package dev.decoding.benchmark;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainProblems;
import dev.decoding.arithmetic.chain.Operation;
import dev.decoding.arithmetic.chain.Tier;
import dev.decoding.arithmetic.random.Split;

/**
 * A problem of the benchmark.
 *
 * @param index its place among the problems of a run, from 0
 * @param tier how hard it was made
 * @param problem the problem
 */
record Task(int index, Tier tier, ChainProblem problem) {

	/**
	 * Draw tasks, as many of each tier.
	 * @param split the split they belong to
	 * @param count how many in all, a multiple of 5
	 */
	static List<Task> draw(Split split, int count) {
		int each = count / Tier.values().length;
		if (count < 1 || each * Tier.values().length != count) {
			throw new IllegalArgumentException(
					"'problems' is %d but must be a multiple of %d, so that there are as many of each tier"
						.formatted(count, Tier.values().length));
		}
		List<Task> tasks = new ArrayList<>();
		for (Tier tier : Tier.values()) {
			for (ChainProblem problem : new ChainProblems(split).draw(tier, each)) {
				tasks.add(new Task(tasks.size(), tier, problem));
			}
		}
		return tasks;
	}

	String answer() {
		return String.valueOf(this.problem.solve().answer());
	}

	/**
	 * Return whether the problem holds a trap that the model knows no way around.
	 */
	boolean isHopeless() {
		return this.problem.terms().stream().anyMatch((term) -> term.operation() == Operation.F);
	}

}
