package dev.decoding.search;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link SampleWeight}.
 */
class SampleWeightTests {

	@Test
	void weightIsTheProbabilityOverThatOfBeingDrawn() {
		assertThat(new SampleWeight(Math.log(0.2), 0, Math.log(0.4)).weight()).isCloseTo(0.2 / (1 - Math.exp(-0.5)),
				within(1e-12));
	}

	@Test
	void whereNothingIsLeftOutItIsTheProbability() {
		assertThat(new SampleWeight(Math.log(0.2), 0, Double.NEGATIVE_INFINITY).weight()).isCloseTo(0.2, within(1e-12));
	}

	@Test
	void verySmallProbabilitiesDoNotVanish() {
		assertThat(new SampleWeight(-2000, 0, -3).weight()).isCloseTo(Math.exp(-3), within(1e-12));
		assertThat(new SampleWeight(-43.1, 0, -3).weight()).isCloseTo(new SampleWeight(-42.9, 0, -3).weight(),
				within(1e-12));
	}

}
