package dev.decoding.scaling.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Learns which strategy is best for each bin of difficulty and each budget, from how
 * often each was right.
 * <p>
 * Edges: of strategies alike the one measured first wins. A problem belongs to the fold
 * of its parity in its bin, so that halves of a bin are of equal size.
 * <p>
 * Source: Snell et al., <i>Scaling LLM Test-Time Compute Optimally</i>, 2024, section
 * 3.2: a strategy is chosen on one half of a bin and measured on the other, and the other
 * way round.
 */
public final class PolicyLearner {

	private final DifficultyBins bins;

	private final double[] rates;

	private final Map<String, SortedMap<Integer, double[]>> accuracies;

	private final int[] bin;

	private final int[] fold;

	/**
	 * Take measurements.
	 * @param bins how problems are divided by difficulty
	 * @param rates for each problem the rate that tells its bin
	 * @param accuracies by the name of the strategy and the budget, for each problem how
	 * often it was right, from 0 to 1; in the order of preference
	 */
	public PolicyLearner(DifficultyBins bins, double[] rates, Map<String, SortedMap<Integer, double[]>> accuracies) {
		this.bins = bins;
		this.rates = rates.clone();
		this.accuracies = accuracies;
		this.bin = new int[rates.length];
		this.fold = new int[rates.length];
		int[] seen = new int[bins.count() + 1];
		for (int problem = 0; problem < rates.length; problem++) {
			this.bin[problem] = bins.bin(rates[problem]);
			this.fold[problem] = seen[this.bin[problem]]++ % 2;
		}
		accuracies.forEach((strategy, byBudget) -> byBudget.forEach((budget, values) -> {
			if (values.length != rates.length) {
				throw new IllegalArgumentException("'%s' at a budget of %d was measured on %d problems of %d"
					.formatted(strategy, budget, values.length, rates.length));
			}
		}));
	}

	/**
	 * Learn from all problems.
	 * @return the policy
	 */
	public ComputePolicy learn() {
		List<ComputePolicy.Entry> entries = new ArrayList<>();
		for (int bin = 1; bin <= this.bins.count(); bin++) {
			for (int budget : budgets()) {
				int of = bin;
				best(budget, in(bin, (fold) -> true))
					.ifPresent((best) -> entries.add(new ComputePolicy.Entry(of, budget, best)));
			}
		}
		return new ComputePolicy(this.bins, entries);
	}

	/**
	 * Measure what a policy is worth on problems that it was not learned from.
	 * @param budget the budget
	 * @return for each problem how often the strategy was right that is best on the other
	 * half of its bin
	 */
	public double[] crossValidated(int budget) {
		double[] result = new double[this.rates.length];
		for (int bin = 1; bin <= this.bins.count(); bin++) {
			for (int held = 0; held < 2; held++) {
				int fold = held;
				List<Integer> others = in(bin, (other) -> other == fold);
				best(budget, in(bin, (other) -> other != fold)).ifPresent(
						(best) -> others.forEach((problem) -> result[problem] = accuracy(best, budget)[problem]));
			}
		}
		return result;
	}

	private List<Integer> budgets() {
		return this.accuracies.values()
			.stream()
			.flatMap((byBudget) -> byBudget.keySet().stream())
			.distinct()
			.sorted()
			.toList();
	}

	private List<Integer> in(int bin, Predicate<Integer> fold) {
		List<Integer> problems = new ArrayList<>();
		for (int problem = 0; problem < this.rates.length; problem++) {
			if (this.bin[problem] == bin && fold.test(this.fold[problem])) {
				problems.add(problem);
			}
		}
		return problems;
	}

	/**
	 * Of strategies alike, {@code max} keeps the first.
	 */
	private Optional<String> best(int budget, List<Integer> problems) {
		return this.accuracies.keySet()
			.stream()
			.filter((strategy) -> accuracy(strategy, budget).length > 0)
			.max(Comparator.comparingDouble((strategy) -> {
				double[] values = accuracy(strategy, budget);
				return problems.stream().mapToDouble((problem) -> values[problem]).sum();
			}));
	}

	/**
	 * Return what was measured at the budget, or the next lower one.
	 */
	private double[] accuracy(String strategy, int budget) {
		SortedMap<Integer, double[]> upTo = this.accuracies.getOrDefault(strategy, new TreeMap<>()).headMap(budget + 1);
		return upTo.values().stream().reduce(new double[0], (lower, higher) -> higher);
	}

}
