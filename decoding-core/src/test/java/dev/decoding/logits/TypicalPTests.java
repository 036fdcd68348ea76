package dev.decoding.logits;

import java.util.Arrays;
import java.util.Comparator;

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
 * Tests of {@link TypicalP}.
 */
class TypicalPTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("TypicalLogitsWarper", TypicalPTests::of);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("TypicalLogitsWarper", TypicalPTests::of);
	}

	@Test
	void keepsTheTokensOfExpectedInformation() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(process(new TypicalP(0.2), scores.clone())).containsExactly(GONE, GONE, GONE, scores[3]);
		assertThat(process(new TypicalP(0.7), scores.clone())).containsExactly(GONE, scores[1], GONE, scores[3]);
	}

	@Test
	void keepsAtLeastAsManyTokensAsToldTo() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(process(new TypicalP(0.1, 3), scores.clone())).containsExactly(GONE, scores[1], scores[2],
				scores[3]);
		assertThat(process(new TypicalP(0.1, 9), scores.clone())).containsExactly(scores);
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(process(new TypicalP(0.5), 0, Float.NaN, 5)).containsExactly(0, Float.NaN, 5);
		assertThat(process(new TypicalP(0.5), 0, Float.POSITIVE_INFINITY, 5)).containsExactly(0,
				Float.POSITIVE_INFINITY, 5);
		assertThat(process(new TypicalP(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.05, 0.5, 0.95 })
	void agreesWithTheDefinition(double value) {
		Truncations.compare(new TypicalP(value), (probabilities) -> typical(probabilities, value));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 1, -0.1, Double.NaN })
	void refusesWhatIsOutOfRange(double value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TypicalP(value))
			.withMessage("'typicalP' is %s but must be above 0 and below 1", value);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TypicalP(0.5).name()).isEqualTo("typical-p");
	}

	private static boolean[] typical(double[] probabilities, double mass) {
		double entropy = Truncations.entropy(probabilities);
		Integer[] order = new Integer[probabilities.length];
		Arrays.setAll(order, (i) -> i);
		Arrays.sort(order, Comparator.comparingDouble((i) -> Math.abs(-Math.log(probabilities[i]) - entropy)));
		boolean[] kept = new boolean[probabilities.length];
		double sum = 0;
		for (int i = 0; i < order.length && sum < mass; i++) {
			kept[order[i]] = true;
			sum += probabilities[order[i]];
		}
		return kept;
	}

	private static LogitsProcessor of(JsonNode params) {
		return new TypicalP(params.path("mass").asDouble(0.9), params.path("min_tokens_to_keep").asInt(1));
	}

}
