package dev.decoding.arithmetic.chain;

import java.util.List;

import dev.decoding.arithmetic.random.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChainProblems}.
 */
class ChainProblemsTests {

	@ParameterizedTest
	@CsvSource({ "ONE, 3, 4, 0, 1, AB", "TWO, 3, 5, 2, 2, ABC", "THREE, 4, 6, 2, 2, BCD", "FOUR, 4, 7, 3, 3, CDE",
			"FIVE, 4, 7, 3, 3, DEF" })
	void tiersHaveTheirLengthsAndTraps(Tier tier, int shortest, int longest, int fewest, int most, String letters) {
		List<ChainProblem> problems = new ChainProblems(Split.TEST).draw(tier, 500);
		assertThat(problems.stream().map((problem) -> problem.terms().size()).distinct().sorted()).startsWith(shortest)
			.endsWith(longest);
		assertThat(problems).allSatisfy((problem) -> assertThat(traps(problem)).hasSizeBetween(fewest, most));
		assertThat(problems.stream().flatMap((problem) -> traps(problem).stream()).distinct().sorted().toList())
			.hasToString(letters.chars().mapToObj((c) -> "" + (char) c).toList().toString());
	}

	private static List<Operation> traps(ChainProblem problem) {
		return problem.terms().stream().map(Term::operation).filter(Operation::isTrap).toList();
	}

	@ParameterizedTest
	@EnumSource
	void problemsBelongToTheirSplit(Split split) {
		assertThat(new ChainProblems(split).draw(Tier.TWO, 50))
			.allSatisfy((problem) -> assertThat(split.has(problem.toString())).isTrue());
	}

	@Test
	void nothingIsMultipliedByOne() {
		assertThat(new ChainProblems(Split.TRAINING).draw(Tier.THREE, 500))
			.allSatisfy((problem) -> assertThat(problem.terms()).doesNotContain(new Term(Operation.TIMES, 1)));
	}

	@Test
	void problemsAreTheSameOnEveryJdk() {
		assertThat(new ChainProblems(Split.TEST).draw(Tier.FIVE, 2)).extracting(ChainProblem::toString)
			.containsExactly("0 E1 +4 E6 -8 -9 *9 E8 =", "60 D2 E3 -8 E7 =");
	}

	@Test
	void seedsGiveDifferentProblems() {
		assertThat(new ChainProblems(Split.TEST, 1).draw(Tier.ONE, 20))
			.doesNotContainAnyElementsOf(new ChainProblems(Split.TEST, 2).draw(Tier.ONE, 20));
	}

}
