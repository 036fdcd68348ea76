package dev.decoding.search;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link SeenStates}.
 */
class SeenStatesTests {

	@Test
	void findsTheSmallestAngle() {
		SeenStates seen = new SeenStates();
		seen.add(new float[] { 3, 0 });
		seen.add(new float[] { 0, 0.5f });
		assertThat(seen.highestCosine(new float[] { 4, 3 })).isCloseTo(0.8f, within(1e-6f));
		assertThat(seen.highestCosine(new float[] { -1, -1 })).isCloseTo((float) -Math.sqrt(0.5), within(1e-6f));
	}

	@Test
	void findsTheSmallestAngleAmongMany() {
		Random random = new Random(1);
		SeenStates seen = new SeenStates();
		float[][] states = new float[100][8];
		for (float[] state : states) {
			for (int i = 0; i < state.length; i++) {
				state[i] = (float) random.nextGaussian();
			}
			seen.add(state);
		}
		for (float[] state : states) {
			assertThat(seen.highestCosine(state)).isCloseTo(1, within(1e-5f));
		}
	}

	@Test
	void nothingIsLikeNoState() {
		SeenStates seen = new SeenStates();
		seen.add(new float[] { 0, 0 });
		assertThat(seen.highestCosine(new float[] { 1, 0 })).isZero();
		assertThat(new SeenStates().highestCosine(new float[] { 1, 0 })).isEqualTo(-1);
	}

}
