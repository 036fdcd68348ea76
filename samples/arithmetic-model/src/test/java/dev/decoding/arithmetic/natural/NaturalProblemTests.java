package dev.decoding.arithmetic.natural;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NaturalProblem}.
 */
class NaturalProblemTests {

	private static final NaturalProblem PROBLEM = new NaturalProblem("What is 17 + 25 + 8?",
			List.of(Line.of(17, '+', 25), Line.of(42, '+', 8)));

	@Test
	void solvesInLines() {
		assertThat(PROBLEM.solution()).isEqualTo("17 + 25 = 42\n42 + 8 = 50\nAnswer: 50");
	}

	@Test
	void solvesInJson() {
		assertThat(PROBLEM.solutionAsJson())
			.isEqualTo("{\"steps\": [\"17 + 25 = 42\", \"42 + 8 = 50\"], \"answer\": 50}");
	}

	@Test
	void oneHeldOutLineIsEnough() {
		Line heldOut = heldOut();
		assertThat(new NaturalProblem("", List.of(Line.of(2, '+', 2), heldOut)).isHeldOut()).isTrue();
		assertThat(new NaturalProblem("", List.of(Line.of(2, '+', 2))).isHeldOut()).isFalse();
		assertThat(new NaturalProblem("", List.of(Line.of(heldOut.right(), '+', heldOut.left()))).isHeldOut()).isTrue();
	}

	private static Line heldOut() {
		for (int right = 10;; right++) {
			Line line = Line.of(40, '+', right);
			if (new NaturalProblem("", List.of(line)).isHeldOut()) {
				return line;
			}
		}
	}

}
