package dev.decoding.scaling.steps;

import java.util.Arrays;

import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Resampling}.
 */
class ResamplingTests {

	private static final double[] WEIGHTS = { 0.35, 0.05, 0.5, 0.1 };

	private static RandomStream random(int index) {
		return RandomStream.of(ChiSquare.seed(), 0, index);
	}

	@Test
	void systematicCountsAreTheExpectedOnesRoundedUpOrDown() {
		for (int i = 0; i < 1000; i++) {
			int[] children = Resampling.SYSTEMATIC.children(WEIGHTS, 4, random(i));
			assertThat(Arrays.stream(children).sum()).isEqualTo(4);
			for (int particle = 0; particle < 4; particle++) {
				assertThat((double) children[particle]).isBetween(Math.floor(WEIGHTS[particle] * 4),
						Math.ceil(WEIGHTS[particle] * 4));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Resampling.class)
	void onAverageChildrenAreInProportionToWeights(Resampling resampling) {
		double[] sums = new double[4];
		for (int i = 0; i < 20_000; i++) {
			int[] children = resampling.children(WEIGHTS, 4, random(i));
			Arrays.setAll(sums, (particle) -> sums[particle] + children[particle] / 80_000.0);
		}
		for (int particle = 0; particle < 4; particle++) {
			assertThat(sums[particle]).isCloseTo(WEIGHTS[particle], within(0.005));
		}
	}

	@Test
	void systematicCountsOfAKeptParticleAreBiasedByTheirSize() {
		// 1.4 children are 1 in 6 of 10 cases, and 2 in 4 of 10, which count double.
		ChiSquare.check("children of a kept particle", new double[] { 0, 0.6 / 1.4, 0.8 / 1.4 },
				(draw) -> Resampling.SYSTEMATIC.children(WEIGHTS, 4, 0, random(draw))[0]);
		// 0.2 children are at most one.
		for (int i = 0; i < 1000; i++) {
			assertThat(Resampling.SYSTEMATIC.children(WEIGHTS, 4, 1, random(i))[1]).isEqualTo(1);
		}
	}

	@Test
	void multinomialCountsOfAKeptParticleAreOneAndOthers() {
		double p = 0.35;
		double q = 0.65;
		ChiSquare.check("children of a kept particle",
				new double[] { 0, q * q * q, 3 * p * q * q, 3 * p * p * q, p * p * p },
				(draw) -> Resampling.MULTINOMIAL.children(WEIGHTS, 4, 0, random(draw))[0]);
	}

	@ParameterizedTest
	@EnumSource(Resampling.class)
	void aParticleOfHardlyAnyWeightIsKept(Resampling resampling) {
		for (double weight : new double[] { 0, Double.MIN_VALUE, 1e-300 }) {
			for (int i = 0; i < 100; i++) {
				int[] children = resampling.children(new double[] { weight, 0.5, 0.5 }, 3, 0, random(i));
				assertThat(children[0]).isEqualTo(1);
				assertThat(Arrays.stream(children).sum()).isEqualTo(3);
			}
		}
	}

}
