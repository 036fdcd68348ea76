package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link RepetitionPenalty}.
 */
class RepetitionPenaltyTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("RepetitionPenaltyLogitsProcessor", RepetitionPenaltyTests::penalty);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("RepetitionPenaltyLogitsProcessor", RepetitionPenaltyTests::penalty);
	}

	@Test
	void dividesPositiveAndMultipliesNegativeScoresOnce() {
		assertThat(processed(new RepetitionPenalty(2), TokenSequence.of(0, 1, 0), 3, -1, 2)).containsExactly(1.5f, -2,
				2);
	}

	@Test
	void generatedTokensCountAsThePromptDoes() {
		assertThat(processed(new RepetitionPenalty(2), TokenSequence.of(0).append(1, 0, 1), 3, -1, 2))
			.containsExactly(1.5f, -2, 2);
	}

	@Test
	void ignoresTheFirstTokensIfToldTo() {
		assertThat(processed(new RepetitionPenalty(2, 2), TokenSequence.of(0, 1, 2), 3, -1, 2)).containsExactly(3, -1,
				1);
		assertThat(processed(new RepetitionPenalty(2, 9), TokenSequence.of(0, 1, 2), 3, -1, 2)).containsExactly(3, -1,
				2);
	}

	@Test
	void removedTokensStayRemoved() {
		assertThat(processed(new RepetitionPenalty(2), TokenSequence.of(0, 1, 2), GONE, 0, 2)).containsExactly(GONE, 0,
				1);
	}

	@Test
	void oneChangesNothing() {
		assertThat(processed(new RepetitionPenalty(1), TokenSequence.of(0, 1, 2), GONE, 0, 2)).containsExactly(GONE, 0,
				2);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -1, Double.NaN })
	void refusesWhatIsNotAboveZero(double penalty) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RepetitionPenalty(penalty))
			.withMessage("'repetitionPenalty' is %s but must be above 0", penalty);
	}

	@Test
	void refusesToIgnoreLessThanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RepetitionPenalty(2, -1))
			.withMessage("'promptIgnoreLength' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new RepetitionPenalty(2).name()).isEqualTo("repetition-penalty");
	}

	private static RepetitionPenalty penalty(JsonNode params) {
		return new RepetitionPenalty(params.path("penalty").asDouble(1.3),
				params.path("prompt_ignore_length").asInt(0));
	}

	private static float[] processed(RepetitionPenalty penalty, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		penalty.process(sequence, logits);
		return logits.scores();
	}

}
