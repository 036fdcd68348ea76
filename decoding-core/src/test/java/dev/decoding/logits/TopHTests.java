package dev.decoding.logits;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static dev.decoding.logits.Truncations.GONE;
import static dev.decoding.logits.Truncations.logarithms;
import static dev.decoding.logits.Truncations.process;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TopH}.
 */
class TopHTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("TopHLogitsWarper", TopHTests::of);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("TopHLogitsWarper", TopHTests::of);
	}

	@Test
	void keepsTheMostLikelyTokensThatHaveAShareOfTheEntropy() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(process(new TopH(0.6), scores.clone())).containsExactly(GONE, scores[1], GONE, scores[3]);
		assertThat(process(new TopH(0.1), scores.clone())).containsExactly(GONE, scores[1], GONE, GONE);
	}

	@Test
	void keepsNoMoreThanAHundredTokens() {
		float[] scores = new float[500];
		scores[300] = 1e-3f;
		float[] left = process(new TopH(1), scores);
		assertThat(left[300]).isEqualTo(1e-3f);
		assertThat(IntStream.range(0, 500).filter((i) -> left[i] != GONE).count()).isBetween(99L, 100L);
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(process(new TopH(0.5), 0, Float.NaN, 5)).containsExactly(0, Float.NaN, 5);
		assertThat(process(new TopH(0.5), 0, Float.POSITIVE_INFINITY, 5)).containsExactly(0, Float.POSITIVE_INFINITY,
				5);
		assertThat(process(new TopH(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 1.1, -0.1, Double.NaN })
	void refusesWhatIsOutOfRange(double value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TopH(value))
			.withMessage("'topH' is %s but must be above 0 and at most 1", value);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TopH(0.5).name()).isEqualTo("top-h");
	}

	private static LogitsProcessor of(JsonNode params) {
		return new TopH(params.path("top_h").asDouble(0.4));
	}

}
