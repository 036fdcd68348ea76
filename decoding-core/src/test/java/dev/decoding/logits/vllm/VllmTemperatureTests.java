package dev.decoding.logits.vllm;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link VllmTemperature}.
 */
class VllmTemperatureTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(1);

	@Test
	void divides() {
		assertThat(Processing.of(new VllmTemperature(2), SEQUENCE, 1, 4)).containsExactly(0.5f, 2);
	}

	@Test
	void dividesByNoLessThanAHundredth() {
		assertThat(Processing.of(new VllmTemperature(0.002), SEQUENCE, 1, 2)).containsExactly(1 / 0.01f, 2 / 0.01f);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.000009, 2.1, Double.NaN })
	void refusesWhatVllmDoes(double temperature) {
		assertThatIllegalArgumentException().isThrownBy(() -> new VllmTemperature(temperature))
			.withMessage(
					"'temperature' is %s but must be from 0.00001 to 2; for the most likely token use greedy search",
					temperature);
	}

}
