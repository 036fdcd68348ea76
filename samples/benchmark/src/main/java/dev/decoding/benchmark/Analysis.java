package dev.decoding.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.decoding.benchmark.Results.Curve;
import dev.decoding.benchmark.Results.Point;
import dev.decoding.benchmark.Results.Problem;
import dev.decoding.scaling.policy.ComputePolicy;
import dev.decoding.scaling.policy.DifficultyBins;
import dev.decoding.scaling.policy.PolicyLearner;
import dev.decoding.scaling.steps.ParticleFilter;
import dev.decoding.scaling.steps.VerifierBeamSearch;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.WeightedVote;

/**
 * What follows from measurements: bins of difficulty, differences, and what a policy that
 * picks a strategy for each bin would achieve.
 */
final class Analysis {

	static final int BINS = 5;

	private static final int MOST = 256;

	/** What settings call the strategies of a policy, in the order of preference. */
	private static final Map<String, String> SETTINGS = settings();

	private final Results results;

	private final double[] rates;

	private final double[] predicted;

	private final DifficultyBins bins;

	Analysis(Results results) {
		this.results = results;
		this.rates = rates(Problem::rate);
		this.predicted = rates(Problem::predictedRate);
		this.bins = DifficultyBins.ofQuantiles(this.rates, BINS);
	}

	private static Map<String, String> settings() {
		Map<String, String> names = new LinkedHashMap<>();
		names.put(WeightedVote.NAME, WeightedVote.NAME);
		names.put(MajorityVote.NAME, MajorityVote.NAME);
		names.put(Suite.BEAM_ROOT, VerifierBeamSearch.NAME);
		names.put(ParticleFilter.NAME, ParticleFilter.NAME);
		return names;
	}

	private double[] rates(ToDoubleFunction<Problem> rate) {
		return this.results.problems().stream().mapToDouble(rate).toArray();
	}

	Results results() {
		return this.results;
	}

	/**
	 * Return how often one sample is right.
	 */
	double[] passProbabilities() {
		return this.rates.clone();
	}

	Optional<double[]> values(String strategy, int budget) {
		return this.results.find(strategy, budget).map(Point::values);
	}

	/**
	 * Return how much better one is than another on each problem.
	 */
	Optional<double[]> difference(String strategy, int budget, String other, int otherBudget) {
		return minus(values(strategy, budget), values(other, otherBudget));
	}

	static Optional<double[]> minus(Optional<double[]> values, Optional<double[]> others) {
		return values.flatMap((left) -> others
			.map((right) -> IntStream.range(0, left.length).mapToDouble((i) -> left[i] - right[i]).toArray()));
	}

	/**
	 * Keep the values of problems of some bins.
	 */
	double[] inBins(double[] values, int first, int last) {
		return IntStream.range(0, values.length).filter((i) -> {
			int bin = this.bins.bin(this.rates[i]);
			return bin >= first && bin <= last;
		}).mapToDouble((i) -> values[i]).toArray();
	}

	/**
	 * Keep the values of problems that the model knows no way to solve.
	 */
	double[] hopeless(double[] values) {
		return IntStream.range(0, values.length)
			.filter((i) -> this.results.problems().get(i).hopeless())
			.mapToDouble((i) -> values[i])
			.toArray();
	}

	/**
	 * Return what is achieved by picking the strategy for each bin that is best on the
	 * other half of it.
	 * @param strategies which strategies to pick from, in the order of preference
	 * @param budget the budget
	 * @param oracle whether the difficulty is known, or guessed by the verifier
	 * @return how right that is on each problem, empty if no strategy was measured
	 */
	Optional<double[]> computeOptimal(List<String> strategies, int budget, boolean oracle) {
		Map<String, SortedMap<Integer, double[]>> accuracies = new LinkedHashMap<>();
		for (String strategy : strategies) {
			values(strategy, budget)
				.ifPresent((values) -> accuracies.put(strategy, new TreeMap<>(Map.of(budget, values))));
		}
		if (accuracies.isEmpty()) {
			return Optional.empty();
		}
		double[] by = oracle ? this.rates : this.predicted;
		return Optional
			.of(new PolicyLearner(DifficultyBins.ofQuantiles(by, BINS), by, accuracies).crossValidated(budget));
	}

	/**
	 * Learn from all problems which strategy is best for each bin of what the verifier
	 * thinks, and each budget that is a power of 4, of those that settings can name.
	 * @return the policy
	 * @throws IllegalStateException if no such strategy was measured
	 */
	ComputePolicy policy() {
		Map<String, SortedMap<Integer, double[]>> accuracies = new LinkedHashMap<>();
		SETTINGS.forEach((measured, name) -> {
			SortedMap<Integer, double[]> byBudget = new TreeMap<>();
			for (int budget = 1; budget <= MOST; budget *= 4) {
				int of = budget;
				values(measured, budget).ifPresent((values) -> byBudget.put(of, values));
			}
			if (!byBudget.isEmpty()) {
				accuracies.put(name, byBudget);
			}
		});
		if (accuracies.isEmpty()) {
			throw new IllegalStateException(
					"There is no policy to learn: none of %s was measured".formatted(SETTINGS.keySet()));
		}
		return new PolicyLearner(DifficultyBins.ofQuantiles(this.predicted, BINS), this.predicted, accuracies).learn();
	}

	List<Integer> budgets(String strategy) {
		return this.results.curves()
			.stream()
			.filter((curve) -> curve.strategy().equals(strategy))
			.map(Curve::points)
			.flatMap(List::stream)
			.map(Point::budget)
			.toList();
	}

}
