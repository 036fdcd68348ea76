package dev.decoding.benchmark;

import java.util.List;

import dev.decoding.scaling.ScalingAlgorithm;

/**
 * Searches anew for each budget.
 *
 * @param name the name of the strategy
 * @param budgets the budgets
 * @param algorithm makes the search
 */
record SearchExperiment(String name, List<Integer> budgets, Factory algorithm) implements Experiment {

	@Override
	public void run(Trial trial) {
		for (int budget : this.budgets) {
			trial.measure(this.name, budget, this.algorithm.create(trial, budget));
		}
	}

	/**
	 * Makes a search.
	 */
	@FunctionalInterface
	interface Factory {

		ScalingAlgorithm create(Trial trial, int budget);

	}

}
