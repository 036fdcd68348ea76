package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Expression}.
 */
class ExpressionTests {

	@Test
	void sumsGoFromLeftToRight() {
		assertThat(lines(new Expression(List.of(17, 25, 8), List.of('-', '+'), false))).containsExactly("17 - 25 = -8",
				"-8 + 8 = 0");
	}

	@Test
	void productsComeFirst() {
		assertThat(lines(new Expression(List.of(2, 3, 4, 1), List.of('+', '*', '-'), false)))
			.containsExactly("3 * 4 = 12", "2 + 12 = 14", "14 - 1 = 13");
	}

	@Test
	void parenthesesComeBeforeProducts() {
		assertThat(lines(new Expression(List.of(2, 3, 4), List.of('+', '*'), true))).containsExactly("2 + 3 = 5",
				"5 * 4 = 20");
	}

	@RepeatedTest(200)
	void whatIsDrawnHasFourDigitsAtMost(RepetitionInfo repetition) {
		Expression expression = Expression.draw(RandomNumbers.of(8, repetition.getCurrentRepetition()));
		assertThat(expression.lines()).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.result()).isBetween(-9999, 9999));
	}

	private static List<String> lines(Expression expression) {
		return expression.lines().stream().map(Line::toString).toList();
	}

}
