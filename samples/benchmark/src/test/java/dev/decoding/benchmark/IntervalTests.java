package dev.decoding.benchmark;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Interval}.
 */
class IntervalTests {

	@Test
	void isAboutTwoStandardErrorsToEitherSide() {
		double[] values = IntStream.range(0, 400).mapToDouble((i) -> i % 2).toArray();
		Interval interval = Interval.of(values);
		assertThat(interval.value()).isEqualTo(0.5);
		assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.006));
		assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.006));
	}

	@Test
	void ofWhatIsAlwaysTheSameIsAPoint() {
		assertThat(Interval.of(new double[] { 0.25, 0.25 }).times(100)).isEqualTo(new Interval(25, 25, 25));
	}

	@Test
	void isNoNumberWithoutProblems() {
		assertThat(Interval.of(new double[0]).value()).isNaN();
	}

}
