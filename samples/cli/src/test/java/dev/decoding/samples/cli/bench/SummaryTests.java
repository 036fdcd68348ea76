package dev.decoding.samples.cli.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Summary}.
 */
class SummaryTests {

	@Test
	void medianOfAnOddNumberIsTheMiddleOne() {
		assertThat(Summary.of(3, 9, 1)).isEqualTo(new Summary(3, 1, 9));
	}

	@Test
	void medianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
		assertThat(Summary.of(8, 1, 2, 4)).isEqualTo(new Summary(3, 1, 8));
	}

}
