package dev.decoding.scaling.vote;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Percentile}.
 */
class PercentileTests {

	@Test
	void isInterpolatedAsNumPyDoes() {
		double[] values = { 4, 1, 3, 2 };
		assertThat(Percentile.of(values, 0)).isEqualTo(1);
		assertThat(Percentile.of(values, 0.1)).isCloseTo(1.3, within(1e-12));
		assertThat(Percentile.of(values, 0.5)).isCloseTo(2.5, within(1e-12));
		assertThat(Percentile.of(values, 0.9)).isCloseTo(3.7, within(1e-12));
		assertThat(Percentile.of(values, 1)).isEqualTo(4);
		assertThat(Percentile.of(new double[] { 7 }, 0.3)).isEqualTo(7);
	}

}
