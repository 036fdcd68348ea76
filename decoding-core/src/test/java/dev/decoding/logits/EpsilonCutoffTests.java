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
 * Tests of {@link EpsilonCutoff}.
 */
class EpsilonCutoffTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("EpsilonLogitsWarper", EpsilonCutoffTests::of);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("EpsilonLogitsWarper", EpsilonCutoffTests::of);
	}

	@Test
	void removesUnlikelyTokens() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(process(new EpsilonCutoff(0.12), scores.clone())).containsExactly(GONE, scores[1], scores[2],
				scores[3]);
	}

	@Test
	void keepsTheMostLikelyTokensInAnyCase() {
		assertThat(process(new EpsilonCutoff(0.99), 1, 3, 3, 2)).containsExactly(GONE, 3, 3, GONE);
		assertThat(process(new EpsilonCutoff(0.99, 3), 1, 3, 3, 2)).containsExactly(GONE, 3, 3, 2);
	}

	@Test
	void keepsTokensOfExactlyThatProbability() {
		assertThat(process(new EpsilonCutoff(0.25), 5, 5, 5, 5)).containsExactly(5, 5, 5, 5);
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(process(new EpsilonCutoff(0.5), 0, Float.NaN, 5)).containsExactly(0, Float.NaN, 5);
		assertThat(process(new EpsilonCutoff(0.5), 0, Float.POSITIVE_INFINITY, 5)).containsExactly(0,
				Float.POSITIVE_INFINITY, 5);
		assertThat(process(new EpsilonCutoff(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1e-6, 1e-3, 0.3 })
	void agreesWithTheDefinition(double value) {
		Truncations.compare(new EpsilonCutoff(value), (probabilities) -> Truncations.atLeast(probabilities, value));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 1, -0.1, Double.NaN })
	void refusesWhatIsOutOfRange(double value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EpsilonCutoff(value))
			.withMessage("'epsilonCutoff' is %s but must be above 0 and below 1", value);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new EpsilonCutoff(0.5).name()).isEqualTo("epsilon-cutoff");
	}

	private static LogitsProcessor of(JsonNode params) {
		return new EpsilonCutoff(params.path("epsilon").asDouble(3e-4), params.path("min_tokens_to_keep").asInt(1));
	}

}
