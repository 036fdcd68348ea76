package dev.decoding.arithmetic.chain;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.arithmetic.random.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link CorpusValues}.
 */
class CorpusValuesTests {

	private static final long SEED = 4711;

	@ParameterizedTest
	@CsvSource({ "ONE, 0.87", "TWO, 0.55", "THREE, 0.36", "FOUR, 0.13", "FIVE, 0.05" })
	void tiersAreAsHardAsDesigned(Tier tier, double design) {
		List<ChainProblem> problems = new ChainProblems(Split.TEST).draw(tier, 40);
		assertThat(problems.stream().mapToDouble((problem) -> new CorpusValues(problem).passProbability()).average())
			.hasValueCloseTo(design, within(0.06));
	}

	@Test
	void onlySlipsAndLuckMatterWithoutATrap() {
		CorpusValues values = new CorpusValues(ChainProblem.parse("7 +3 ="));
		assertThat(values.passProbability()).isCloseTo(0.98, within(1e-12));
	}

	@Test
	void valuesAreFrequencies() {
		ChainProblem problem = ChainProblem.parse("7 +3 C2 *2 E5 =");
		CorpusValues values = new CorpusValues(problem);
		int answer = problem.solve().answer();
		int draws = 40_000;
		int right = 0;
		double surprise = 0;
		for (int i = 0; i < draws; i++) {
			ChainSolution solution = CorpusProcess.write(problem, RandomNumbers.of(SEED, i));
			right += (solution.answer() == answer) ? 1 : 0;
			surprise += CorpusValues.surprise(problem, solution);
		}
		double pass = values.passProbability();
		double deviation = Math.sqrt(pass * (1 - pass) / draws);
		assertThat(right / (double) draws).as("seed %d", SEED).isCloseTo(pass, within(4 * deviation));
		assertThat(surprise / draws).as("seed %d", SEED).isCloseTo(values.entropy(), within(0.1));
	}

	@Test
	void aBeginningHasTheValueOfWhatCanFollow() {
		ChainProblem problem = ChainProblem.parse("7 +3 C2 =");
		CorpusValues values = new CorpusValues(problem);
		assertThat(values.passProbability(0, 7, false)).isEqualTo(values.passProbability());
		assertThat(values.passProbability(1, 10, false)).isCloseTo(0.6 * 0.98 + chanceOfSlippingRight(), within(1e-3));
		assertThat(values.passProbability(1, 10, true)).isLessThan(values.passProbability(1, 10, false));
		assertThat(values.passProbability(2, 22, true)).isEqualTo(1);
		assertThat(values.passProbability(2, 21, false)).isZero();
	}

	private static double chanceOfSlippingRight() {
		return 0.4 * (0.01 / 96 + 0.01 / 20);
	}

	@Test
	void theRightSolutionSurprisesTheLessTheMoreLikelyItIs() {
		ChainProblem problem = ChainProblem.parse("7 A3 =");
		assertThat(CorpusValues.surprise(problem, problem.solve())).isCloseTo(-Math.log(0.9 * 0.98), within(1e-3));
	}

}
