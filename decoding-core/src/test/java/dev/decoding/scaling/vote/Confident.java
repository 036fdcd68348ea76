package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.scaling.Candidate;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.Pause;

/**
 * Candidates that the model was as confident of as a test wants.
 */
final class Confident {

	private Confident() {
	}

	/**
	 * Return a candidate whose tokens were drawn from given distributions.
	 */
	static Candidate candidate(int alternatives, double[]... distributions) {
		TableLm lm = new TableLm(List.of("a", "b", "c"), 100, (sequence) -> {
			double[] distribution = distributions[sequence.generatedLength()];
			float[] scores = new float[distribution.length];
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (float) Math.log(distribution[i]);
			}
			return scores;
		});
		GenerationRequest request = GenerationRequest.of(1)
			.maxNewTokens(distributions.length)
			.endOfTextTokens()
			.statistics(alternatives)
			.build();
		PathRollout rollout = new PathRollout(lm, request, Limits.NONE);
		Path path = rollout.extend(rollout.begin(1), Pause.NEVER).get(0);
		return new Candidate(path, null, 0, List.of());
	}

	/**
	 * Return an answer of one token, which was as likely as that if it was the likelier
	 * one of two; with both looked at, the confidence is
	 * <code>-log(likely (1 - likely)) / 2</code>.
	 */
	static Candidate answer(String answer, double likely) {
		Candidate candidate = candidate(2, new double[] { likely, 1 - likely, 0 });
		return new Candidate(candidate.path(), answer, 0, List.of());
	}

}
