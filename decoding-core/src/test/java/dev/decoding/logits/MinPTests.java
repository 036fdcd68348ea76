package dev.decoding.logits;

import java.util.Arrays;

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
 * Tests of {@link MinP}.
 */
class MinPTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("MinPLogitsWarper", MinPTests::of);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("MinPLogitsWarper", MinPTests::of);
	}

	@Test
	void removesTokensMuchLessLikelyThanTheMostLikelyOne() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(process(new MinP(0.25), scores.clone())).containsExactly(GONE, scores[1], scores[2], scores[3]);
	}

	@Test
	void oneLeavesTheMostLikelyTokensAndZeroAll() {
		assertThat(process(new MinP(1), 1, 3, 3, 2)).containsExactly(GONE, 3, 3, GONE);
		assertThat(process(new MinP(0), 1, -500, 3)).containsExactly(1, -500, 3);
	}

	@Test
	void keepsAtLeastAsManyTokensAsToldTo() {
		assertThat(process(new MinP(1, 2), 1, 5, 3, 3)).containsExactly(GONE, 5, 3, GONE);
		assertThat(process(new MinP(1, 9), 1, 5)).containsExactly(1, 5);
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(process(new MinP(0.5), 0, Float.NaN, 5)).containsExactly(0, Float.NaN, 5);
		assertThat(process(new MinP(0.5), 0, Float.POSITIVE_INFINITY, 5)).containsExactly(0, Float.POSITIVE_INFINITY,
				5);
		assertThat(process(new MinP(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.001, 0.1, 0.9 })
	void agreesWithTheDefinition(double value) {
		Truncations.compare(new MinP(value), (probabilities) -> atLeast(probabilities, value));
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void refusesWhatIsOutOfRange(double value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new MinP(value))
			.withMessage("'minP' is %s but must be from 0 to 1", value);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new MinP(0.5).name()).isEqualTo("min-p");
	}

	private static boolean[] atLeast(double[] probabilities, double minP) {
		double threshold = minP * Arrays.stream(probabilities).max().orElseThrow();
		boolean[] kept = new boolean[probabilities.length];
		for (int i = 0; i < kept.length; i++) {
			kept[i] = probabilities[i] >= threshold;
		}
		return kept;
	}

	private static LogitsProcessor of(JsonNode params) {
		return new MinP(params.path("min_p").asDouble(0.1), params.path("min_tokens_to_keep").asInt(1));
	}

}
