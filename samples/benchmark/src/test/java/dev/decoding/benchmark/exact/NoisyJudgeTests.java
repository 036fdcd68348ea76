package dev.decoding.benchmark.exact;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link NoisyJudge}.
 */
class NoisyJudgeTests {

	private static final long SEED = 4711;

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 0.8, 0.98, 1 })
	void isRightAtItsRate(double accuracy) {
		NoisyJudge judge = new NoisyJudge(accuracy, SEED);
		int judgements = 0;
		int right = 0;
		for (ChainProblem problem : RandomProblems.draw(400)) {
			ChainSolution solution = CorpusProcess.write(problem, RandomNumbers.of(SEED, problem.start()));
			SolutionPrefix prefix = SolutionPrefix.parse(problem, solution.toString());
			judgements++;
			right += (judge.isRight(prefix) == prefix.isRight()) ? 1 : 0;
		}
		double deviation = Math.sqrt(accuracy * (1 - accuracy) / judgements);
		assertThat(right / (double) judgements).as("seed %d", SEED).isCloseTo(accuracy, within(4 * deviation + 1e-9));
	}

	@Test
	void saysTheSameAgain() {
		ChainProblem problem = ChainProblem.parse("7 +3 A5 =");
		assertThat(new NoisyJudge(0.5, SEED).score(problem, "+3 10 10\n"))
			.isEqualTo(new NoisyJudge(0.5, SEED).score(problem, "+3 10 10"));
		assertThat(new NoisyJudge(1, SEED).score(problem, "+3 10 11\n")).isZero();
		assertThat(new NoisyJudge(0.75, SEED).score(problem, "+3 10 11\n")).isIn(0.25, 0.75);
	}

	@Test
	void refusesWhatIsNoProbability() {
		assertThatIllegalArgumentException().isThrownBy(() -> new NoisyJudge(1.5, SEED))
			.withMessageContaining("'accuracy'");
	}

}
