package dev.decoding.benchmark.exact;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.AreaUnderCurve;
import dev.decoding.arithmetic.AreaUnderCurve.Judgement;
import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.CorpusValues;
import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link NoisyValues}.
 */
class NoisyValuesTests {

	private static final long SEED = 4711;

	private static final ChainProblem PROBLEM = ChainProblem.parse("7 +3 C2 *2 E5 =");

	@Test
	void withoutNoiseIsTheExactValue() {
		NoisyValues values = new NoisyValues(0, 0, SEED);
		CorpusValues exact = new CorpusValues(PROBLEM);
		assertThat(values.score(PROBLEM, "")).isCloseTo(exact.passProbability(), within(1e-12));
		assertThat(values.score(PROBLEM, "+3 10 10\nC2 20 22\n")).isCloseTo(exact.passProbability(2, 22, false),
				within(1e-12));
		assertThat(values.value(SolutionPrefix.parse(PROBLEM, "+3 10 10\nC2 10 12\n")))
			.isCloseTo(exact.passProbability(2, 12, true), within(1e-12));
	}

	@Test
	void scoresAreCutOff() {
		NoisyValues values = new NoisyValues(0, 0, SEED);
		assertThat(values.score(PROBLEM, PROBLEM.solve().toString())).isCloseTo(0.98, within(1e-12));
		assertThat(values.score(PROBLEM, "+3 10 10\nAnswer: 10")).isCloseTo(0.02, within(1e-12));
		assertThat(values.score(PROBLEM, "nonsense\n")).isCloseTo(0.02, within(1e-12));
	}

	@Test
	void aBlindOneTakesTheFirstErrorForRight() {
		NoisyValues values = new NoisyValues(0, 1, SEED);
		CorpusValues seen = new CorpusValues(ChainProblem.parse("12 *2 E5 ="));
		SolutionPrefix prefix = SolutionPrefix.parse(PROBLEM, "+3 10 10\nC2 10 12\n*2 24 24\n");
		assertThat(values.seenValue(prefix)).isCloseTo(seen.passProbability(1, 24, false), within(1e-12));
		assertThat(values.seenValue(SolutionPrefix.parse(PROBLEM, "+3 10 10\nC2 10 12\n*2 24 25\n")))
			.isCloseTo(seen.passProbability(1, 25, true), within(1e-12));
		String rest = "*2 24 24\nE5 48 53\nAnswer: 53";
		assertThat(values.seenValue(SolutionPrefix.parse(PROBLEM, "+3 10 10\nC2 10 12\n" + rest))).isOne();
		assertThat(values.value(SolutionPrefix.parse(PROBLEM, "+3 10 10\nC2 10 12\n" + rest))).isZero();
		assertThat(
				values.seenValue(SolutionPrefix.parse(PROBLEM, "+3 10 10\nC2 20 22\n*2 44 44\nE5 44 49\nAnswer: 49")))
			.isOne();
	}

	@Test
	void overlooksTheSameErrorsAgainAtItsRate() {
		NoisyValues values = new NoisyValues(0, 0.2, SEED);
		int errors = 0;
		int overlooked = 0;
		for (ChainProblem problem : RandomProblems.draw(400)) {
			ChainSolution wrong = CorpusProcess.write(problem, RandomNumbers.of(SEED, problem.start()));
			SolutionPrefix prefix = SolutionPrefix.parse(problem, wrong.lines(1));
			if (!prefix.isRight()) {
				errors++;
				overlooked += (values.seenValue(prefix) != values.value(prefix)) ? 1 : 0;
				assertThat(values.score(prefix)).isEqualTo(new NoisyValues(0, 0.2, SEED).score(prefix));
			}
		}
		assertThat(overlooked / (double) errors).as("seed %d, %d errors", SEED, errors)
			.isCloseTo(0.2, within(4 * Math.sqrt(0.16 / errors)));
	}

	@ParameterizedTest
	@CsvSource({ "0.05, 0.90", "0.20, 0.82" })
	void tellsRightFromWrongAsWellAsPublished(double blindness, double withinProblems) {
		NoisyValues values = new NoisyValues(NoisyValues.NOISE, blindness, SEED);
		List<List<Judgement>> judgements = RandomProblems.draw(40)
			.stream()
			.map((problem) -> judgements(values, problem))
			.toList();
		double pooled = AreaUnderCurve.of(judgements.stream().flatMap(List::stream).toList()).orElseThrow();
		double within = AreaUnderCurve.mean(judgements);
		System.out.printf("Blindness %.2f: area pooled %.3f, within problems %.3f%n", blindness, pooled, within);
		assertThat(within).isCloseTo(withinProblems, within(0.03)).isLessThan(pooled);
	}

	/**
	 * Score each step of some solutions, right if all steps so far are.
	 */
	private static List<Judgement> judgements(NoisyValues values, ChainProblem problem) {
		List<Judgement> judgements = new ArrayList<>();
		for (int i = 0; i < 32; i++) {
			ChainSolution solution = CorpusProcess.write(problem, RandomNumbers.of(SEED, i));
			for (int lines = 1; lines <= problem.terms().size(); lines++) {
				SolutionPrefix prefix = SolutionPrefix.parse(problem, solution.lines(lines));
				judgements.add(new Judgement(values.score(prefix), prefix.isRight()));
			}
		}
		return judgements;
	}

	@Test
	void refusesImpossibleMistakes() {
		assertThatIllegalArgumentException().isThrownBy(() -> new NoisyValues(-1, 0, SEED))
			.withMessageContaining("'noise'");
		assertThatIllegalArgumentException().isThrownBy(() -> new NoisyValues(0, 2, SEED))
			.withMessageContaining("'blindness'");
	}

}
