package dev.decoding.arithmetic.chain;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.arithmetic.random.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChainVerifier}.
 */
class ChainVerifierTests {

	private static final ChainProblem PROBLEM = ChainProblem.parse("7 +3 *2 A5 =");

	@Test
	void theRightSolutionIsRight() {
		assertThat(ChainVerifier.check(PROBLEM, PROBLEM.solve())).containsExactly(true, true, true, true);
	}

	@Test
	void nothingIsRightBehindAMistake() {
		assertThat(ChainVerifier.check(PROBLEM, "+3 10 10\n*2 20 21\nA5 40 45\nAnswer: 45")).containsExactly(true,
				false, false, false);
	}

	@Test
	void aLuckyAnswerIsNotRight() {
		assertThat(ChainVerifier.check(PROBLEM, "+3 11 10\n*2 20 20\nA5 40 45\nAnswer: 45")).doesNotContain(true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "+4 10 10", "-3 10 10", "+3 9 10", "+3 10 9", "+3 10", "3 10 10", "+3  10 10", " +3 10 10",
			"Answer: 45", "\n" })
	void aLineMustBeTheLine(String line) {
		assertThat(ChainVerifier.check(PROBLEM, line)).first().isEqualTo(false);
	}

	@Test
	void checksABeginning() {
		assertThat(ChainVerifier.check(PROBLEM, "")).isEmpty();
		assertThat(ChainVerifier.check(PROBLEM, "+3 10 10")).containsExactly(true);
		assertThat(ChainVerifier.check(PROBLEM, "+3 10 10\n")).containsExactly(true);
		assertThat(ChainVerifier.check(PROBLEM, "+3 10 10\n*2 2")).containsExactly(true, false);
	}

	@Test
	void aLineTooManyIsWrong() {
		assertThat(ChainVerifier.check(PROBLEM, PROBLEM.solve() + "\n+1 46 46")).endsWith(true, false);
	}

	@Test
	void agreesWithTheProcessOnWhereItWentWrong() {
		ChainProblem problem = new ChainProblems(Split.TEST).draw(Tier.FOUR, 1).get(0);
		for (int i = 0; i < 200; i++) {
			ChainSolution solution = CorpusProcess.write(problem, RandomNumbers.of(11, i));
			List<Boolean> right = ChainVerifier.check(problem, solution);
			int steps = (int) right.stream().limit(solution.steps().size()).filter(Boolean::booleanValue).count();
			assertThat(solution.steps().subList(0, steps)).isEqualTo(problem.solve().steps().subList(0, steps));
			assertThat(right).hasSize(solution.steps().size() + 1);
			if (steps < solution.steps().size()) {
				assertThat(solution.steps().get(steps)).isNotEqualTo(problem.solve().steps().get(steps));
			}
		}
	}

}
