package dev.decoding.scaling.chain;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.decoding.search.Path;
import dev.decoding.search.TokenStatistics;

/**
 * The distribution of answers to draw from: a power of the model's own, perhaps tilted by
 * rewards.
 *
 * @param alpha the power
 * @param rewards from answers to their rewards in nats
 */
record AnswerTarget(double alpha, Function<List<Path>, List<Double>> rewards) implements Target<Path> {

	/**
	 * Return a power of the model's distribution.
	 */
	static AnswerTarget power(double alpha) {
		return new AnswerTarget(alpha, (paths) -> paths.stream().map((path) -> 0.0).toList());
	}

	@Override
	public double logDensity(Path state) {
		return logDensities(List.of(state)).get(0);
	}

	@Override
	public List<Double> logDensities(List<Path> states) {
		List<Double> rewards = this.rewards.apply(states);
		return IntStream.range(0, states.size())
			.mapToObj((i) -> this.alpha * logProbability(states.get(i)) + rewards.get(i))
			.toList();
	}

	/**
	 * Return how likely an answer is in the model's own distribution.
	 */
	static double logProbability(Path path) {
		return path.statistics().stream().mapToDouble(TokenStatistics::logProbability).sum();
	}

}
