package dev.decoding.arithmetic.chain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ChainProblem}.
 */
class ChainProblemTests {

	@Test
	void solvesStepByStep() {
		assertThat(ChainProblem.parse("7 +3 *2 A5 =").solve()).hasToString("+3 10 10\n*2 20 20\nA5 40 45\nAnswer: 45");
	}

	@Test
	void reducesByTheModulusBehindTheIntermediateResult() {
		assertThat(ChainProblem.parse("60 *9 -8 C7 =").solve()).hasToString("*9 540 55\n-8 47 47\nC7 94 4\nAnswer: 4");
	}

	@Test
	void aDifferenceBelowZeroComesBackFromAbove() {
		assertThat(ChainProblem.parse("3 -8 =").solve()).hasToString("-8 -5 92\nAnswer: 92");
	}

	@Test
	void everyTrapDoublesAndAdds() {
		assertThat(ChainProblem.parse("1 A1 B1 C1 D1 E1 F1 =").solve().answer()).isEqualTo(127 % 97);
	}

	@Test
	void readsWhatItWrites() {
		assertThat(ChainProblem.parse(" 96 F9 *2 =\n")).hasToString("96 F9 *2 =");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7", "7 =", "7 +3", "97 +3 =", "-1 +3 =", "7 +0 =", "7 +10 =", "7 G3 =", "7  +3 =" })
	void refusesWhatIsNoProblem(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ChainProblem.parse(text));
	}

}
