package dev.decoding.arithmetic.natural;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Line}.
 */
class LineTests {

	@ParameterizedTest
	@CsvSource({ "17, +, 25, 17 + 25 = 42", "12, -, 40, 12 - 40 = -28", "-28, +, 30, -28 + 30 = 2",
			"23, *, 40, 23 * 40 = 920", "84, /, 4, 84 / 4 = 21" })
	void computes(int left, char operator, int right, String line) {
		assertThat(Line.of(left, operator, right)).hasToString(line);
	}

	@Test
	void refusesARemainder() {
		assertThatIllegalArgumentException().isThrownBy(() -> Line.of(7, '/', 2)).withMessageContaining("7 / 2");
	}

	@Test
	void orderDoesNotMakeAnotherSumOrProduct() {
		assertThat(Line.of(25, '+', 17).canonical()).isEqualTo(Line.of(17, '+', 25).canonical());
		assertThat(Line.of(25, '*', 17).canonical()).isEqualTo(Line.of(17, '*', 25).canonical());
		assertThat(Line.of(25, '-', 17).canonical()).isNotEqualTo(Line.of(17, '-', 25).canonical());
	}

	@ParameterizedTest
	@CsvSource({ "9, +, 9, true", "10, +, 9, false", "18, -, 9, true", "19, -, 9, false", "12, *, 12, true",
			"13, *, 2, false", "144, /, 12, true", "26, /, 2, false" })
	void factsAreKnownByHeart(int left, char operator, int right, boolean fact) {
		assertThat(Line.of(left, operator, right).isFact()).isEqualTo(fact);
	}

}
