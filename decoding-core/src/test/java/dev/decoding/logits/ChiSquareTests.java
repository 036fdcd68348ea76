package dev.decoding.logits;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ChiSquare}.
 */
class ChiSquareTests {

	@Test
	void knowsTheQuantilesOfTheDistribution() {
		assertThat(ChiSquare.upperGamma(0.5, 3.841459 / 2)).isCloseTo(0.05, within(1e-7));
		assertThat(ChiSquare.upperGamma(2.5, 20.515006 / 2)).isCloseTo(0.001, within(1e-8));
		assertThat(ChiSquare.upperGamma(50, 77.929465 / 2)).isCloseTo(0.95, within(1e-7));
		assertThat(ChiSquare.upperGamma(500, 1143.9 / 2)).isCloseTo(0.001, within(1e-4));
	}

	@Test
	void failsWhereADistributionIsSlightlyWrong() {
		Random random = new Random(1);
		double[] probabilities = { 0.5, 0.3, 0.2 };
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> ChiSquare.check("skewed", probabilities, (i) -> draw(random.nextDouble(), 0.51, 0.29)))
			.withMessageContaining("seed");
		ChiSquare.check("right", probabilities, (i) -> draw(random.nextDouble(), 0.5, 0.3));
	}

	@Test
	void failsWhereTheImpossibleIsDrawn() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> ChiSquare.check("impossible", new double[] { 1, 0 }, (i) -> (i == 777) ? 1 : 0))
			.withMessageContaining("impossible");
	}

	private static int draw(double uniform, double first, double second) {
		return (uniform < first) ? 0 : (uniform < first + second) ? 1 : 2;
	}

}
