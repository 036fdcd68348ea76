package dev.decoding.scaling.verifier;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.model.Query;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link LikelihoodVerifier}.
 */
class LikelihoodVerifierTests {

	/** Is less sure of each token than of the one before. */
	private static Answers answers(Integer statistics) {
		int[] text = { 2, 4, 3, 3 };
		return new Answers(new TableLm(Answers.TOKENS, 100, (sequence) -> {
			float[] scores = new float[Answers.TOKENS.size()];
			int at = sequence.generatedLength();
			scores[(at < text.length) ? text[at] : 0] = 14 - at;
			return scores;
		}), statistics);
	}

	/**
	 * Return the log-probability of a token, among seven others.
	 */
	private static double logProbability(int at) {
		return -Math.log1p(7 * Math.exp(at - 14));
	}

	@Test
	void isTheGeometricMeanOfProbabilities() {
		Answers answers = answers(null);
		Path path = answers.lines(2);
		check(new LikelihoodVerifier().scoreSteps(answers, List.of(path)).get(0));
		assertThat(answers.lastCall()).containsExactly(Query.tokenLogProbabilities(path.tokens().take(6), 2));
	}

	private static void check(List<Double> scores) {
		double first = logProbability(0) + logProbability(1);
		double second = logProbability(2) + logProbability(3);
		assertThat(scores).hasSize(2);
		assertThat(scores.get(0)).isCloseTo(Math.exp(first / 2), within(1e-9));
		assertThat(scores.get(1)).isCloseTo(Math.exp((first + second) / 4), within(1e-9));
	}

	@Test
	void readsNewStepsOnly() {
		Answers answers = answers(null);
		LikelihoodVerifier verifier = new LikelihoodVerifier();
		Path path = answers.lines(1);
		verifier.scoreSteps(answers, List.of(path));
		Path more = answers.more(path);
		check(verifier.scoreSteps(answers, List.of(more)).get(0));
		assertThat(answers.lastCall()).containsExactly(Query.tokenLogProbabilities(more.tokens().take(6), 4));
	}

	@Test
	void wantsStatistics() {
		GenerationRequest request = GenerationRequest.of(1).build();
		assertThat(new LikelihoodVerifier().prepare(request).statistics()).isZero();
		GenerationRequest more = request.toBuilder().statistics(5).build();
		assertThat(new LikelihoodVerifier().prepare(more)).isSameAs(more);
	}

	@Test
	void asksNothingWhereThereAreStatistics() {
		Answers answers = answers(0);
		Path path = answers.lines(2);
		int calls = answers.calls();
		check(new LikelihoodVerifier().scoreSteps(answers, List.of(path)).get(0));
		assertThat(answers.calls()).isEqualTo(calls);
	}

}
