package dev.decoding.scaling.chain;

import dev.decoding.logits.RandomStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Estimate}.
 */
class EstimateTests {

	private static double[] independent(int count) {
		RandomStream random = RandomStream.of(4, 0, 0);
		double[] values = new double[count];
		for (int i = 0; i < count; i++) {
			values[i] = random.nextDouble();
		}
		return values;
	}

	@Test
	void batchesOfTwoAreComputedByHand() {
		Estimate estimate = Estimate.of(1, 3, 5, 11);
		assertThat(estimate.mean()).isEqualTo(5);
		// the means 2 and 8 vary by 18, so the mean of both batches by 18 * 2 / 4
		assertThat(estimate.standardError()).isCloseTo(3, within(1e-12));
		// the values vary by (16 + 4 + 0 + 36) / 3
		assertThat(estimate.effectiveSampleSize()).isCloseTo(4 * 56.0 / 3 / 36, within(1e-12));
		assertThat(estimate.includes(8, 1)).isTrue();
		assertThat(estimate.includes(8.1, 1)).isFalse();
	}

	@Test
	void independentValuesAreWorthAsManyAsTheyAre() {
		Estimate estimate = Estimate.of(independent(40_000));
		assertThat(estimate.effectiveSampleSize()).isBetween(25_000.0, 60_000.0);
		assertThat(estimate.standardError()).isCloseTo(Math.sqrt(1 / 12.0 / 40_000), within(0.0005));
	}

	@Test
	void repeatedValuesAreWorthLess() {
		double[] values = independent(4000);
		double[] repeated = new double[40_000];
		for (int i = 0; i < repeated.length; i++) {
			repeated[i] = values[i / 10];
		}
		assertThat(Estimate.of(repeated).effectiveSampleSize()).isBetween(2500.0, 6000.0);
	}

	@Test
	void equalValuesAreCertain() {
		assertThat(Estimate.of(2, 2, 2, 2)).isEqualTo(new Estimate(2, 0, 4));
	}

	@Test
	void aFewValuesAreNoBatches() {
		assertThatIllegalArgumentException().isThrownBy(() -> Estimate.of(1, 2, 3)).withMessageContaining("3 values");
	}

}
