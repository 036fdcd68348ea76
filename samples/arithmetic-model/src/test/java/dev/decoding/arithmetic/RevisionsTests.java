package dev.decoding.arithmetic;

import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Revisions}.
 */
class RevisionsTests {

	@ParameterizedTest
	@CsvSource({ "kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "same, same, 0", "+3 10 10, +3 11 10, 1" })
	void distanceCountsEdits(String from, String to, int distance) {
		assertThat(Revisions.distance(from, to)).isEqualTo(distance);
	}

	@Test
	void wrongOnesComeBeforeTheRightOneAndTheNearestIsLast() {
		ChainProblem problem = ChainProblem.parse("7 +3 D2 E5 =");
		ChainSolution right = problem.solve();
		List<Integer> counts = IntStream.range(0, 100).mapToObj((i) -> {
			List<ChainSolution> attempts = Revisions.draw(problem, RandomNumbers.of(3, i));
			List<ChainSolution> wrong = attempts.subList(0, attempts.size() - 1);
			assertThat(attempts).endsWith(right);
			assertThat(wrong).allSatisfy((attempt) -> assertThat(attempt.answer()).isNotEqualTo(right.answer()));
			int[] distances = wrong.stream()
				.mapToInt((attempt) -> Revisions.distance(attempt.toString(), right.toString()))
				.toArray();
			assertThat(distances[distances.length - 1]).isEqualTo(IntStream.of(distances).min().orElseThrow());
			return wrong.size();
		}).distinct().sorted().toList();
		assertThat(counts).containsExactly(1, 2, 3, 4);
	}

}
