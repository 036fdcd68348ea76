package dev.decoding.logits;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ExponentialRace}.
 */
class ExponentialRaceTests {

	@Test
	void nobodyIsLostWhoCouldWin() {
		Random random = new Random(1);
		int lost = 0;
		for (int i = 0; i < 100_000; i++) {
			double uniform = random.nextDouble();
			double below = 20 * random.nextDouble();
			double best = random.nextDouble();
			double time = -Math.log1p(-uniform) * Math.exp(below);
			if (ExponentialRace.isLost(uniform, below, best)) {
				lost++;
				assertThat(time).isGreaterThan(best);
			}
		}
		assertThat(lost).isGreaterThan(90_000);
	}

	@Test
	void nobodyIsLostBeforeSomebodyHasArrived() {
		assertThat(ExponentialRace.isLost(0.5, 3, Double.POSITIVE_INFINITY)).isFalse();
		assertThat(ExponentialRace.isLost(0.5, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isFalse();
		assertThat(ExponentialRace.isLost(0.5, Double.POSITIVE_INFINITY, 1000)).isTrue();
	}

}
