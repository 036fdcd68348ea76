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
 * Tests of {@link EtaCutoff}.
 */
class EtaCutoffTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("EtaLogitsWarper", EtaCutoffTests::of);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("EtaLogitsWarper", EtaCutoffTests::of);
	}

	@Test
	void removesUnlikelyTokens() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(process(new EtaCutoff(0.15), scores.clone())).containsExactly(GONE, scores[1], scores[2], scores[3]);
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(process(new EtaCutoff(0.5), 0, Float.NaN, 5)).containsExactly(0, Float.NaN, 5);
		assertThat(process(new EtaCutoff(0.5), 0, Float.POSITIVE_INFINITY, 5)).containsExactly(0,
				Float.POSITIVE_INFINITY, 5);
		assertThat(process(new EtaCutoff(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1e-4, 0.05, 0.5 })
	void agreesWithTheDefinition(double value) {
		Truncations.compare(new EtaCutoff(value), (probabilities) -> Truncations.atLeast(probabilities,
				Math.min(value, Math.sqrt(value) * Math.exp(-Truncations.entropy(probabilities)))));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 1, -0.1, Double.NaN })
	void refusesWhatIsOutOfRange(double value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EtaCutoff(value))
			.withMessage("'etaCutoff' is %s but must be above 0 and below 1", value);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new EtaCutoff(0.5).name()).isEqualTo("eta-cutoff");
	}

	private static LogitsProcessor of(JsonNode params) {
		return new EtaCutoff(params.path("epsilon").asDouble(3e-4), params.path("min_tokens_to_keep").asInt(1));
	}

}
