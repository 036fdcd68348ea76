package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Temperature}.
 */
class TemperatureTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("TemperatureLogitsWarper",
				(params) -> new Temperature(params.path("temperature").asDouble(0.7)));
	}

	@Test
	void dividesEveryScore() {
		assertThat(processed(0.5, 1, 2, 0, Float.NEGATIVE_INFINITY)).containsExactly(2, 4, 0, Float.NEGATIVE_INFINITY);
	}

	@Test
	void oneChangesNothing() {
		assertThat(processed(1, 1.1f, -2.3f)).containsExactly(1.1f, -2.3f);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-60, 1e60 })
	void refusesWhatIsNotAFinitePositiveNumber(double temperature) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Temperature(temperature))
			.withMessageContaining("'temperature'")
			.withMessageContaining(String.valueOf(temperature));
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new Temperature(1).name()).isEqualTo("temperature");
	}

	private static float[] processed(double temperature, float... scores) {
		Logits logits = Logits.of(scores);
		new Temperature(temperature).process(TokenSequence.of(1), logits);
		return logits.scores();
	}

}
