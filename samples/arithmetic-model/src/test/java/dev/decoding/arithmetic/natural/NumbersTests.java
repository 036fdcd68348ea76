package dev.decoding.arithmetic.natural;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Numbers}.
 */
class NumbersTests {

	@ParameterizedTest
	@CsvSource({ "0, zero", "12, twelve", "19, nineteen", "20, twenty", "90, ninety", "100, 100", "-3, -3" })
	void writesWords(int number, String words) {
		assertThat(Numbers.write(number, 1, RandomNumbers.of(1, 1))).isEqualTo(words);
	}

	@Test
	void writesTensWithUnits() {
		assertThat(Numbers.write(47, 1, RandomNumbers.of(1, 1))).isIn("forty-seven", "forty seven");
	}

	@Test
	void writesDigits() {
		assertThat(Numbers.write(12, 0, RandomNumbers.of(1, 1))).isEqualTo("12");
	}

}
