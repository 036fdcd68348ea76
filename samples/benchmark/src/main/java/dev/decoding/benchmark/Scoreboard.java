package dev.decoding.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.decoding.search.Cost;

/**
 * What each strategy achieved on one problem at each budget, on average over all tries.
 */
final class Scoreboard {

	private final Map<String, SortedMap<Integer, Mean>> means = new LinkedHashMap<>();

	/**
	 * Count a try.
	 * @param strategy the name of the strategy
	 * @param budget the budget
	 * @param value how right it was, from 0 to 1
	 * @param cost what it took
	 */
	void add(String strategy, int budget, double value, Cost cost) {
		add(strategy, budget, new double[] { value, cost.generations(), cost.newTokens(), cost.forwardTokens(),
				cost.verifierTokens() });
	}

	/**
	 * Count a try whose cost is not of interest.
	 */
	void add(String strategy, int budget, double value) {
		add(strategy, budget, value, Cost.NONE);
	}

	private void add(String strategy, int budget, double[] values) {
		this.means.computeIfAbsent(strategy, (key) -> new TreeMap<>())
			.computeIfAbsent(budget, (key) -> new Mean(values.length))
			.add(values);
	}

	/**
	 * Return the means by strategy and budget.
	 */
	Map<String, SortedMap<Integer, Mean>> means() {
		return this.means;
	}

	/**
	 * A mean of vectors.
	 */
	static final class Mean {

		private final double[] sums;

		private int count;

		Mean(int length) {
			this.sums = new double[length];
		}

		private void add(double[] values) {
			for (int i = 0; i < values.length; i++) {
				this.sums[i] += values[i];
			}
			this.count++;
		}

		double get(int index) {
			return this.sums[index] / this.count;
		}

	}

}
