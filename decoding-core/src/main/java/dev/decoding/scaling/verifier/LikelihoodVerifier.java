package dev.decoding.scaling.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepSplitter.Step;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.TokenStatistics;

/**
 * Trusts what the model itself finds likely.
 * <p>
 * Formula: the score behind a step is <code>exp(mean log p)</code> of all tokens up to
 * there, under the model's own distribution: the geometric mean of their probabilities.
 * <p>
 * Edges: the token that ends a text does not count.
 * <p>
 * Cost: none, since statistics of tokens are asked for; for paths without them one call
 * of the model for all, which reads new steps again. No step is judged twice in a search.
 */
public final class LikelihoodVerifier implements StepVerifier {

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return (request.statistics() != null) ? request : request.toBuilder().statistics(0).build();
	}

	@Override
	public List<List<Double>> scoreSteps(Judging judging, List<Path> paths) {
		List<List<Double>> sums = NewSteps.judge(judging, this, paths, (asked) -> logProbabilities(judging, asked));
		List<List<Double>> scores = new ArrayList<>();
		for (int i = 0; i < paths.size(); i++) {
			List<Step> steps = judging.steps().split(paths.get(i));
			List<Double> of = new ArrayList<>();
			double sum = 0;
			for (int step = 0; step < steps.size(); step++) {
				sum += sums.get(i).get(step);
				of.add(Math.min(1, Math.exp(sum / steps.get(step).tokens())));
			}
			scores.add(of);
		}
		return scores;
	}

	/**
	 * Return the log-probability of each new step.
	 */
	private static List<List<Double>> logProbabilities(Judging judging, List<NewSteps> asked) {
		List<Query> queries = asked.stream().filter((steps) -> !hasStatistics(steps)).map((steps) -> {
			TokenSequence sequence = steps.upTo(steps.steps().get(steps.steps().size() - 1));
			return Query.tokenLogProbabilities(sequence, sequence.promptLength() + begin(steps));
		}).toList();
		Evaluation evaluation = queries.isEmpty() ? new Evaluation(List.of()) : judging.evaluate(queries);
		List<List<Double>> sums = new ArrayList<>();
		int next = 0;
		for (NewSteps steps : asked) {
			double[] tokens = hasStatistics(steps) ? statistics(steps) : evaluation.get(next++).tokenLogProbabilities();
			int begin = begin(steps);
			List<Double> of = new ArrayList<>();
			int from = begin;
			for (Step step : steps.unjudged()) {
				of.add(Arrays.stream(tokens, from - begin, step.tokens() - begin).sum());
				from = step.tokens();
			}
			sums.add(of);
		}
		return sums;
	}

	private static boolean hasStatistics(NewSteps steps) {
		return steps.path().statistics().size() >= steps.path().tokens().generatedLength();
	}

	private static double[] statistics(NewSteps steps) {
		return steps.path()
			.statistics()
			.stream()
			.skip(begin(steps))
			.mapToDouble(TokenStatistics::logProbability)
			.toArray();
	}

	/**
	 * Return how many tokens the judged steps have.
	 */
	private static int begin(NewSteps steps) {
		return (steps.judged() > 0) ? steps.steps().get(steps.judged() - 1).tokens() : 0;
	}

}
