package dev.decoding.arithmetic.natural;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Working}.
 */
class WorkingTests {

	@ParameterizedTest
	@CsvSource({ "17, +, 25, 17 + 25 = 42", "345, *, 7, 345 * 7 = 2415", "7, *, 345, 7 * 345 = 2415",
			"23, *, 40, 23 * 40 = 920", "100, *, 37, 100 * 37 = 3700",
			"23, *, 45, 23 * 40 = 920; 23 * 5 = 115; 920 + 115 = 1035",
			"12, *, 345, 345 * 10 = 3450; 345 * 2 = 690; 3450 + 690 = 4140",
			"123, *, 45, 123 * 40 = 4920; 123 * 5 = 615; 4920 + 615 = 5535", "0, *, 45, 0 * 45 = 0" })
	void longProductsTakeThreeLines(int left, char operator, int right, String lines) {
		Working working = new Working();
		int result = working.apply(left, operator, right);
		assertThat(working.lines()).extracting(Line::toString).containsExactly(lines.split("; "));
		assertThat(working.lines().get(working.lines().size() - 1).result()).isEqualTo(result);
	}

}
