package dev.decoding.arithmetic.natural;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Scene}.
 */
class SceneTests {

	@Test
	void computesWhatTheFormulaSays() {
		List<NaturalProblem> problems = LongStream.range(0, 100)
			.mapToObj((index) -> new Scene("a*b-c", "{a} {b} {c}").draw(RandomNumbers.of(1, index)))
			.filter((problem) -> numbers(problem).size() == 3)
			.toList();
		assertThat(problems).hasSizeGreaterThan(80).allSatisfy((problem) -> {
			List<Integer> numbers = numbers(problem);
			assertThat(problem.answer()).isEqualTo(numbers.get(0) * numbers.get(1) - numbers.get(2)).isNotNegative();
		});
	}

	@ParameterizedTest
	@CsvSource({ "a/b, /", "a/2, /", "a*60, *", "(a+b)*c, +", "a-b*c, *", "2*a+a, *" })
	void beginsWithWhatComesFirst(String formula, char operator) {
		NaturalProblem problem = new Scene(formula, "{a}").draw(RandomNumbers.of(1, 2));
		assertThat(problem.lines().get(0).operator()).isEqualTo(operator);
	}

	private static List<Integer> numbers(NaturalProblem problem) {
		return Pattern.compile("\\d+")
			.matcher(problem.question())
			.results()
			.map((result) -> Integer.parseInt(result.group()))
			.toList();
	}

}
