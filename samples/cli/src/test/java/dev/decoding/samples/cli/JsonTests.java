package dev.decoding.samples.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Json}.
 */
class JsonTests {

	@Test
	void floatsAreTheShortestDecimalsThatRoundTrip() {
		Random random = new Random(7);
		for (int i = 0; i < 10_000; i++) {
			float value = Float.intBitsToFloat(random.nextInt());
			if (!Float.isFinite(value)) {
				continue;
			}
			String text = Json.MAPPER.writeValueAsString(new float[] { value });
			BigDecimal decimal = new BigDecimal(text.substring(1, text.length() - 1));
			assertThat(decimal.floatValue()).isEqualTo(value);
			int digits = decimal.stripTrailingZeros().precision();
			if (digits > 2) {
				for (RoundingMode rounding : new RoundingMode[] { RoundingMode.UP, RoundingMode.DOWN }) {
					assertThat(decimal.round(new MathContext(digits - 1, rounding)).floatValue()).as(text)
						.isNotEqualTo(value);
				}
			}
		}
	}

	@Test
	void whatJsonHasNoNumberForIsAString() {
		float[] values = { Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, -0.5f };
		assertThat(Json.MAPPER.writeValueAsString(values)).isEqualTo("[\"-inf\",\"inf\",\"nan\",-0.5]");
	}

}
