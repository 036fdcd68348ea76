package dev.decoding.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Logits}.
 */
class LogitsTests {

	@Test
	void logProbabilityIsThatOfTheSoftmax() {
		Logits logits = Logits.of(0, (float) Math.log(3), Float.NEGATIVE_INFINITY, (float) Math.log(4));
		assertThat(logits.logProbability(1)).isCloseTo(Math.log(3 / 8.0), within(1e-7));
		assertThat(logits.logProbability(2)).isEqualTo(Double.NEGATIVE_INFINITY);
	}

	@Test
	void logProbabilityDoesNotOverflow() {
		assertThat(Logits.of(7000, 7000).logProbability(0)).isCloseTo(Math.log(0.5), within(1e-12));
		assertThat(Logits.of(7000, -7000).logProbability(1)).isEqualTo(-14000);
	}

	@Test
	void logProbabilityIsNoNumberWhereThereIsNoDistribution() {
		assertThat(Logits.of(1, Float.NaN).logProbability(0)).isNaN();
		assertThat(Logits.of(1, Float.POSITIVE_INFINITY).logProbability(1)).isNaN();
		assertThat(Logits.of(Float.NEGATIVE_INFINITY).logProbability(0)).isNaN();
	}

	@Test
	void normalizingMakesLogProbabilitiesOfWhatIsLeft() {
		Logits logits = Logits.of(9, 7, 5, 7);
		logits.keep(new int[] { 3, 1 }, new float[] { 7, 7 }, 2, true);
		logits.normalize();
		assertThat(logits.count()).isEqualTo(2);
		assertThat(logits.isSorted()).isTrue();
		float half = (float) Math.log(0.5);
		assertThat(logits.scores()).containsExactly(Float.NEGATIVE_INFINITY, half, Float.NEGATIVE_INFINITY, half);
	}

	@Test
	void copyDoesNotShareScores() {
		Logits logits = Logits.of(1, 2);
		Logits copy = logits.copy();
		logits.set(0, 5);
		assertThat(copy.scores()).containsExactly(1, 2);
	}

}
