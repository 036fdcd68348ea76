package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link EncoderRepetitionPenalty}.
 */
class EncoderRepetitionPenaltyTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("EncoderRepetitionPenaltyLogitsProcessor",
				(params, row, rows) -> new EncoderRepetitionPenalty(params.get("penalty").doubleValue(),
						ReferenceCases.tokens(params.get("encoder_input_ids").get(row))));
	}

	@Test
	void rewardsTheTokensOfThePromptOnly() {
		assertThat(processed(new EncoderRepetitionPenalty(2), TokenSequence.of(0, 1, 0).append(2), 3, -1, 2))
			.containsExactly(6, -0.5f, 2);
	}

	@Test
	void rewardsTheTokensItIsGivenInstead() {
		assertThat(processed(new EncoderRepetitionPenalty(2, List.of(2, 2)), TokenSequence.of(0, 1, 0).append(2), 3, -1,
				2))
			.containsExactly(3, -1, 4);
	}

	@Test
	void oneChangesNothing() {
		assertThat(processed(new EncoderRepetitionPenalty(1), TokenSequence.of(0, 1), 3, -1)).containsExactly(3, -1);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -1, Double.NaN })
	void refusesWhatIsNotAboveZero(double penalty) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EncoderRepetitionPenalty(penalty))
			.withMessage("'encoderRepetitionPenalty' is %s but must be above 0", penalty);
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EncoderRepetitionPenalty(2, List.of(-1)))
			.withMessage("'encoderTokens' has the token id -1 but must have ids from 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> processed(new EncoderRepetitionPenalty(2, List.of(3)), TokenSequence.of(0), 1, 2, 3))
			.withMessage(
					"'encoderTokens' has the token id 3 but must have ids from 0 to 2, the last of the vocabulary");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new EncoderRepetitionPenalty(2).name()).isEqualTo("encoder-repetition-penalty");
	}

	private static float[] processed(EncoderRepetitionPenalty penalty, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		penalty.process(sequence, logits);
		return logits.scores();
	}

}
