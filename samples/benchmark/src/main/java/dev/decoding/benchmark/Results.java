package dev.decoding.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * What a run measured.
 *
 * @param tier what tasks were solved with
 * @param seeds with which seeds
 * @param problems the problems
 * @param curves what each strategy achieved on them
 */
public record Results(String tier, List<Long> seeds, List<Problem> problems, List<Curve> curves) {

	public Results {
		seeds = List.copyOf(seeds);
		problems = List.copyOf(problems);
		curves = List.copyOf(curves);
	}

	/**
	 * Find what a strategy achieved.
	 * @param strategy its name
	 * @param budget the budget
	 * @return the point, empty if it was not measured
	 */
	public Optional<Point> find(String strategy, int budget) {
		return this.curves.stream()
			.filter((curve) -> curve.strategy().equals(strategy))
			.flatMap((curve) -> curve.points().stream())
			.filter((point) -> point.budget() == budget)
			.findFirst();
	}

	/**
	 * A problem.
	 *
	 * @param text the problem
	 * @param tier how hard it was made, from 1
	 * @param hopeless whether it holds a trap that the model knows no way around
	 * @param rate how likely one sample is right
	 * @param predictedRate what the verifier thinks of samples on average
	 * @param modal whether the right answer is the likeliest one
	 */
	public record Problem(String text, int tier, boolean hopeless, double rate, double predictedRate, boolean modal) {
	}

	/**
	 * What a strategy achieved.
	 *
	 * @param strategy its name
	 * @param points by budget, the lowest first
	 */
	public record Curve(String strategy, List<Point> points) {

		public Curve {
			points = List.copyOf(points);
		}

	}

	/**
	 * What a strategy achieved at one budget.
	 *
	 * @param budget the budget, in answers unless the strategy says otherwise
	 * @param accuracy how right it was on average, from 0 to 1
	 * @param generations how many answers it began for a problem on average
	 * @param newTokens how many tokens it made
	 * @param forwardTokens how many tokens it ran through the model
	 * @param accuracies how right it was on each problem, on average over seeds
	 */
	public record Point(int budget, double accuracy, double generations, double newTokens, double forwardTokens,
			List<Double> accuracies) {

		public Point {
			accuracies = List.copyOf(accuracies);
		}

		double[] values() {
			return this.accuracies.stream().mapToDouble(Double::doubleValue).toArray();
		}

	}

}
