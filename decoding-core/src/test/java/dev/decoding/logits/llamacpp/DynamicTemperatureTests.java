package dev.decoding.logits.llamacpp;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link DynamicTemperature}.
 */
class DynamicTemperatureTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void dividesByTheTemperature() {
		assertThat(Rows.processed(new DynamicTemperature(0.5), 1, GONE, -2)).containsExactly(2, GONE, -4);
	}

	@Test
	void zeroLeavesTheMostLikelyToken() {
		assertThat(Rows.processed(new DynamicTemperature(0), 1, 3, 3, 2)).containsExactly(GONE, 3, GONE, GONE);
		assertThat(Rows.processed(new DynamicTemperature(-1), 1, 3)).containsExactly(GONE, 3);
	}

	@Test
	void isHighWhereTheModelIsUnsureAndLowWhereItIsSure() {
		assertThat(Rows.processed(new DynamicTemperature(1, 0.5, 1), 3, 3, 3, 3)).containsOnly(2);
		assertThat(Rows.processed(new DynamicTemperature(1, 0.5, 1), 300, 0, 0, 0)[0]).isEqualTo(600);
		assertThat(Rows.processed(new DynamicTemperature(0.5, 0.5, 1), 300, 0, 0, 0)).containsExactly(300, GONE, GONE,
				GONE);
	}

	@Test
	void exponentBendsTheWayBetween() {
		float[] scores = Rows.logarithms(0.5, 0.5, 1e-30, 1e-30);
		// The entropy is half of the highest one.
		assertThat(scores[0] / Rows.processed(new DynamicTemperature(1, 0.5, 1), scores)[0]).isCloseTo(1,
				within(1e-5f));
		assertThat(scores[0] / Rows.processed(new DynamicTemperature(1, 0.5, 2), scores)[0]).isCloseTo(0.75f,
				within(1e-5f));
	}

	@Test
	void oneCandidateIsLeftAsItIs() {
		assertThat(Rows.processed(new DynamicTemperature(2, 0.5, 1), 3)).containsExactly(3);
	}

	@Test
	void longRowsHaveTheSameTemperature() {
		float[] scores = new float[3000];
		scores[7] = 8;
		double others = 2999 / (2999 + Math.exp(8));
		double entropy = -(1 - others) * Math.log(1 - others) - others * Math.log(others / 2999);
		float expected = (float) (8 / (0.5 + entropy / Math.log(3000)));
		assertThat(Rows.processed(new DynamicTemperature(1, 0.5, 1), scores)[7]).isCloseTo(expected, within(1e-4f));
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new DynamicTemperature(0.5, 0.1, 1), 4, Float.NaN, 0)).containsExactly(8, Float.NaN,
				0);
		Logits gone = Logits.of(GONE, GONE);
		new DynamicTemperature(0).process(TokenSequence.of(0), gone);
		assertThat(gone.max()).isEqualTo(GONE);
	}

	@Test
	void refusesWhatIsNoTemperature() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DynamicTemperature(Double.NaN))
			.withMessage("'temperature' is NaN but must be a finite number");
		assertThatIllegalArgumentException().isThrownBy(() -> new DynamicTemperature(1, -1, 1))
			.withMessage("'range' is -1.0 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new DynamicTemperature(1, 0, Double.POSITIVE_INFINITY))
			.withMessageContaining("'exponent'");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new DynamicTemperature(1).name()).isEqualTo("dynamic-temperature");
	}

}
