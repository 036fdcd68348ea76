package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MinLength}.
 */
class MinLengthTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("MinLengthLogitsProcessor", MinLengthTests::minLength);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("MinLengthLogitsProcessor", MinLengthTests::minLength);
	}

	@Test
	void textsThatAreTooShortDoNotEnd() {
		assertThat(processed(new MinLength(3, List.of(2, 0)), TokenSequence.of(1).append(1))).containsExactly(GONE, 0,
				GONE);
	}

	@Test
	void textsThatAreLongEnoughEnd() {
		assertThat(processed(new MinLength(3, List.of(2, 0)), TokenSequence.of(1, 1).append(1))).containsExactly(0, 0,
				0);
	}

	@Test
	void tokensOutsideTheVocabularyArePassedOver() {
		assertThat(processed(new MinLength(3, List.of(3, 1, -1)), TokenSequence.of(1))).containsExactly(0, GONE, 0);
	}

	@Test
	void refusesLessThanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MinLength(-1, List.of(0)))
			.withMessage("'minLength' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new MinLength(1, List.of(0)).name()).isEqualTo("min-length");
	}

	private static MinLength minLength(JsonNode params) {
		return new MinLength(params.get("min_length").intValue(), ReferenceCases.tokens(params.get("eos_token_id")));
	}

	private static float[] processed(MinLength minLength, TokenSequence sequence) {
		Logits logits = Logits.of(0, 0, 0);
		minLength.process(sequence, logits);
		return logits.scores();
	}

}
