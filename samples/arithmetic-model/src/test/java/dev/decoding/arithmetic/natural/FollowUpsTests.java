package dev.decoding.arithmetic.natural;

import java.util.stream.LongStream;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FollowUps}.
 */
class FollowUpsTests {

	@ParameterizedTest
	@ValueSource(ints = { -40, 0, 42, 5000 })
	void goesOnFromTheAnswer(int before) {
		assertThat(LongStream.range(0, 300).mapToObj((i) -> FollowUps.draw(before, false, RandomNumbers.of(5, i))))
			.allSatisfy((problem) -> {
				Line first = problem.lines().get(0);
				assertThat(first.left() == before || first.right() == before).as(problem.toString()).isTrue();
				assertThat(problem.question()).doesNotContain("%");
			});
	}

}
