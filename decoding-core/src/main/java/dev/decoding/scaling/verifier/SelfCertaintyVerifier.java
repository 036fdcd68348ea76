package dev.decoding.scaling.verifier;

import java.util.List;

import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepSplitter.Step;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.TokenStatistics;

/**
 * Trusts the model where it was certain, whatever it said.
 * <p>
 * Formula: the score behind a step is <code>1 - exp(-c)</code>, where <code>c</code> is
 * the mean self-certainty of all tokens up to there:
 * <code>-1/V sum_j log p_j - log V = KL(U || p)</code> in the model's own distribution.
 * So scores are in the order of the published measure, and from 0 to 1.
 * <p>
 * Edges: the token that ends a text does not count.
 * <p>
 * Cost: no call of a model, but a look at the whole vocabulary each token.
 * <p>
 * Source: Kang, Zhao, Song, <i>Scalable Best-of-N Selection for Large Language Models via
 * Self-Certainty</i>, 2025, section 4.
 */
public final class SelfCertaintyVerifier implements StepVerifier {

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return (request.statistics() != null) ? request : request.toBuilder().statistics(0).build();
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the paths have no statistics
	 */
	@Override
	public List<List<Double>> scoreSteps(Judging judging, List<Path> paths) {
		return paths.stream()
			.map((path) -> judging.steps().split(path).stream().map((step) -> score(path, step)).toList())
			.toList();
	}

	private static double score(Path path, Step step) {
		if (path.statistics().size() < step.tokens()) {
			throw new IllegalArgumentException(
					"Self-certainty needs the statistics of tokens: set 'statistics' of the request to 0 or more");
		}
		double mean = path.statistics()
			.stream()
			.limit(step.tokens())
			.mapToDouble(TokenStatistics::selfCertainty)
			.average()
			.orElse(0);
		return -Math.expm1(-Math.max(0, mean));
	}

}
