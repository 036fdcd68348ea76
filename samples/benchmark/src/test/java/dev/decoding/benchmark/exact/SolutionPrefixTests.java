package dev.decoding.benchmark.exact;

import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SolutionPrefix}.
 */
class SolutionPrefixTests {

	private static final ChainProblem PROBLEM = ChainProblem.parse("7 +3 -5 A5 =");

	private static SolutionPrefix parse(String text) {
		return SolutionPrefix.parse(PROBLEM, text);
	}

	@Test
	void readsStepsAndAnswer() {
		SolutionPrefix prefix = parse("+3 10 10\n-5 5 5\nA5 10 15\nAnswer: 15");
		assertThat(prefix.steps()).isEqualTo(PROBLEM.solve().steps());
		assertThat(prefix.answer()).hasValue(15);
		assertThat(prefix.legible()).isTrue();
		assertThat(prefix).isEqualTo(parse("+3 10 10\n-5 5 5\nA5 10 15\nAnswer: 15\n"));
	}

	@Test
	void leavesOutALineThatIsOnlyBegun() {
		SolutionPrefix whole = parse("+3 10 10\n-5 5 5\nA5 10 15");
		for (String begun : new String[] { "", "\n", "\nA", "\nAnswer:", "\nAnswer: " }) {
			assertThat(parse("+3 10 10\n-5 5 5\nA5 10 15" + begun)).as(begun).isEqualTo(whole);
		}
		for (String begun : new String[] { "\n", "\n-", "\n-5", "\n-5 -", "\n-5 5", "\n-5 5 " }) {
			assertThat(parse("+3 10 10" + begun).steps()).as(begun).hasSize(1);
		}
	}

	@Test
	void otherLinesAreIllegible() {
		for (String text : new String[] { "+4 11 11\n", "+3 010 10\n", "+3 10 97\n", "so\n+3 10 10\n",
				"+3 10 10\n-5 5 5\nA5 10 15\nA5 10 15\n", "+3 10 10\n-5 5 5\nA5 10 15\nAnswer: 15\nAnswer: 15" }) {
			assertThat(parse(text).legible()).as(text).isFalse();
			assertThat(parse(text).isRight()).as(text).isFalse();
		}
	}

	@Test
	void isRightWhereTheVerifierSaysSo() {
		for (ChainProblem problem : RandomProblems.draw(40)) {
			ChainSolution solution = CorpusProcess.write(problem, RandomNumbers.of(3, problem.start()));
			List<Boolean> right = ChainVerifier.check(problem, solution);
			for (int lines = 1; lines <= right.size(); lines++) {
				assertThat(SolutionPrefix.parse(problem, solution.lines(lines)).isRight())
					.isEqualTo(right.get(lines - 1));
			}
		}
	}

	@Test
	void hashesOfOtherPrefixesDiffer() {
		assertThat(new long[] { parse("").hash(), parse("+3 10 10").hash(), parse("+3 10 11").hash(),
				parse("+3 11 10").hash(), parse("+3 10 10\n-5 5 5").hash(), parse("so\n").hash(),
				SolutionPrefix.parse(ChainProblem.parse("7 +3 -5 A6 ="), "").hash() })
			.doesNotHaveDuplicates();
	}

}
