package dev.decoding.arithmetic.natural;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NaturalProblems}.
 */
class NaturalProblemsTests {

	private static final int COUNT = 5_000;

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private static final Pattern UNFILLED = Pattern.compile("[{}\\[\\]|%]|  ");

	@Test
	void everyLineIsRight() {
		assertThat(draw(false)).allSatisfy((problem) -> assertThat(problem.lines())
			.allSatisfy((line) -> assertThat(line).isEqualTo(Line.of(line.left(), line.operator(), line.right()))));
	}

	@Test
	void templatesAreFilled() {
		assertThat(draw(false)).extracting(NaturalProblem::question)
			.allSatisfy(
					(question) -> assertThat(question.replaceAll("(?i)\\d+% of", "#")).doesNotContainPattern(UNFILLED));
	}

	@Test
	void hardlyAnyQuestionComesTwice() {
		assertThat(draw(false).stream().map(NaturalProblem::question).distinct().count())
			.isGreaterThan(COUNT * 95L / 100);
	}

	@Test
	void wordingsAreMany() {
		Function<NaturalProblem, String> wording = (problem) -> {
			Matcher matcher = NUMBER.matcher(problem.question());
			return matcher.replaceAll("#");
		};
		assertThat(draw(false).stream().map(wording).distinct().count()).isGreaterThan(COUNT / 2);
	}

	@Test
	void whatIsHeldOutIsNeverTrainedOn() {
		Set<String> trained = lines(draw(false));
		assertThat(draw(true)).allSatisfy((problem) -> assertThat(problem.lines().stream().map(Line::canonical))
			.anySatisfy((line) -> assertThat(trained).doesNotContain(line)));
	}

	private static Set<String> lines(List<NaturalProblem> problems) {
		return problems.stream()
			.flatMap((problem) -> problem.lines().stream())
			.map(Line::canonical)
			.collect(Collectors.toSet());
	}

	@Test
	void smallSumsStayBelowAHundred() {
		assertThat(Stream.iterate(0, (i) -> i + 1)
			.limit(1000)
			.map((i) -> NaturalProblems.smallSum(i % 2 == 0, RandomNumbers.of(2, i)))).allSatisfy((problem) -> {
				assertThat(problem.lines()).hasSize(1);
				assertThat(problem.lines().get(0).operator()).isEqualTo('+');
				assertThat(problem.answer()).isBetween(0, 99);
			});
	}

	@Test
	void severalStepsAreSeveral() {
		assertThat(LongStream.range(0, 500).mapToObj((i) -> NaturalProblems.severalSteps(true, RandomNumbers.of(3, i))))
			.allSatisfy((problem) -> {
				assertThat(problem.lines()).hasSizeGreaterThan(1);
				assertThat(problem.isHeldOut()).isTrue();
			});
	}

	@Test
	void answersHaveAtMostFourDigits() {
		assertThat(draw(true)).allSatisfy((problem) -> assertThat(problem.answer()).isBetween(-9999, 9999));
	}

	private static List<NaturalProblem> draw(boolean heldOut) {
		return LongStream.range(0, COUNT)
			.mapToObj((index) -> NaturalProblems.draw(heldOut, RandomNumbers.of(1, index)))
			.toList();
	}

}
