package dev.decoding.arithmetic.chain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link CorpusProcess}. Draws are compared with the exact distribution by
 * chi-square, at a level that one seed in ten thousand misses.
 */
class CorpusProcessTests {

	private static final int DRAWS = 60_000;

	private static final long SEED = 20261121;

	/** Quantile of the normal distribution that belongs to 1 - 10^-4. */
	private static final double QUANTILE = 3.719;

	@ParameterizedTest
	@CsvSource({ "+3, 50, false", "+3, 50, true", "-9, 2, true", "*7, 96, false", "A5, 44, false", "A5, 44, true",
			"E9, 3, false", "E9, 3, true", "F1, 70, false", "D4, 0, true" })
	void drawsFollowTheDistribution(String term, int value, boolean wrong) {
		ChainProblem problem = wrong ? afterMistake(term, value) : ChainProblem.parse(value + " " + term + " =");
		Map<ChainStep, Integer> counts = new HashMap<>();
		int draws = 0;
		for (long index = 0; draws < DRAWS; index++) {
			ChainSolution solution = CorpusProcess.write(problem, RandomNumbers.of(SEED, index));
			ChainStep last = solution.steps().get(solution.steps().size() - 1);
			if (!wrong || isMistake(problem, solution, value)) {
				counts.merge(last, 1, Integer::sum);
				draws++;
			}
		}
		assertFits(CorpusProcess.next(Term.parse(term), value, wrong), counts);
	}

	/**
	 * The misconception that is all but certain leads from where the value is not to
	 * where it is.
	 */
	private static ChainProblem afterMistake(String term, int value) {
		int before = Math.floorMod(value - 1, Operation.MODULUS);
		int start = (before == 0) ? 1 : before;
		return ChainProblem.parse(start + " F" + ((before == 0) ? 9 : 1) + " " + term + " =");
	}

	private static boolean isMistake(ChainProblem problem, ChainSolution solution, int value) {
		return !solution.steps().get(0).equals(problem.solve().steps().get(0))
				&& solution.steps().get(0).result() == value;
	}

	private static void assertFits(List<WeightedStep> expected, Map<ChainStep, Integer> counts) {
		double statistic = 0;
		int cells = 0;
		double restExpected = 0;
		int restObserved = DRAWS;
		for (WeightedStep step : expected) {
			double mean = step.probability() * DRAWS;
			int observed = counts.getOrDefault(step.step(), 0);
			if (mean >= 5) {
				statistic += (observed - mean) * (observed - mean) / mean;
				restObserved -= observed;
				cells++;
			}
			else {
				restExpected += mean;
			}
		}
		if (restExpected >= 5) {
			statistic += (restObserved - restExpected) * (restObserved - restExpected) / restExpected;
			cells++;
		}
		int freedom = cells - 1;
		double critical = freedom * Math.pow(1 - 2.0 / (9 * freedom) + QUANTILE * Math.sqrt(2.0 / (9 * freedom)), 3);
		assertThat(statistic).as("chi-square of %d cells with seed %d", cells, SEED).isLessThan(critical);
		assertThat(counts.keySet()).as("what can be drawn with seed %d", SEED)
			.isSubsetOf(expected.stream().map(WeightedStep::step).toList());
	}

	@ParameterizedTest
	@EnumSource
	void probabilitiesSumToOneAndNoLineComesTwice(Operation operation) {
		for (int value = 0; value < Operation.MODULUS; value++) {
			for (boolean wrong : new boolean[] { false, true }) {
				List<WeightedStep> next = CorpusProcess.next(new Term(operation, 4), value, wrong);
				assertThat(next.stream().mapToDouble(WeightedStep::probability).sum()).isCloseTo(1, within(1e-12));
				assertThat(next.stream().map(WeightedStep::step)).doesNotHaveDuplicates();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "A, 0.10", "B, 0.25", "C, 0.40", "D, 0.55", "E, 0.70", "F, 0.998" })
	void trapsAreFallenIntoAtTheirRates(Operation operation, double rate) {
		Term term = new Term(operation, 5);
		ChainStep misconception = new ChainStep(term, 40, 45);
		assertThat(CorpusProcess.probability(misconception, 40, false)).isCloseTo(rate * 0.98, within(1e-12));
		assertThat(CorpusProcess.probability(term.from(40), 40, false)).isCloseTo((1 - rate) * 0.98, within(1e-12));
	}

	@Test
	void aWrongBeginningCorruptsTheRest() {
		Term term = Term.parse("+3");
		double clean = CorpusProcess.probability(term.from(10), 10, false);
		double wrong = CorpusProcess.probability(term.from(10), 10, true);
		assertThat(clean).isCloseTo(0.98, within(1e-12));
		assertThat(wrong).isCloseTo(0.6 * 0.98 + 0.4 / 97, within(1e-12));
	}

	@Test
	void whatCannotFollowHasNoProbability() {
		assertThat(CorpusProcess.probability(new ChainStep(Term.parse("+3"), 40, 40), 10, true)).isZero();
	}

}
