package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ForcedEosToken}.
 */
class ForcedEosTokenTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("ForcedEOSTokenLogitsProcessor", ForcedEosTokenTests::forced);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("ForcedEOSTokenLogitsProcessor", ForcedEosTokenTests::forced);
	}

	@Test
	void leavesTheTokensWherePromptAndTextReachTheirLength() {
		ForcedEosToken forced = ForcedEosToken.atMaxLength(4, List.of(2, 0));
		assertThat(processed(forced, TokenSequence.of(1, 1).append(1), GONE, 5, 6)).containsExactly(0, GONE, 0);
		assertThat(processed(forced, TokenSequence.of(1, 1), 4, 5, 6)).containsExactly(4, 5, 6);
		assertThat(processed(forced, TokenSequence.of(1, 1, 1, 1), 4, 5, 6)).containsExactly(4, 5, 6);
	}

	@Test
	void leavesTheTokensWhereTheTextReachesItsLength() {
		ForcedEosToken forced = ForcedEosToken.atMaxNewTokens(2, List.of(1));
		assertThat(processed(forced, TokenSequence.of(1, 1).append(1), 4, 5, 6)).containsExactly(GONE, 0, GONE);
		assertThat(processed(forced, TokenSequence.of(1), 4, 5, 6)).containsExactly(4, 5, 6);
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> ForcedEosToken.atMaxLength(4, List.of(1, -1)))
			.withMessage("'forcedEosToken' has the token id -1 but must have ids from 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> processed(ForcedEosToken.atMaxLength(2, List.of(2)), TokenSequence.of(0), 1, 2))
			.withMessage(
					"'forcedEosToken' has the token id 2 but must have ids from 0 to 1, the last of the vocabulary");
	}

	@Test
	void refusesToForceNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> ForcedEosToken.atMaxLength(4, List.of()))
			.withMessage("'forcedEosToken' has no token but must have at least one");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(ForcedEosToken.atMaxLength(4, List.of(1)).name()).isEqualTo("forced-eos-token");
	}

	private static ForcedEosToken forced(JsonNode params) {
		return ForcedEosToken.atMaxLength(params.get("max_length").intValue(),
				ReferenceCases.tokens(params.get("eos_token_id")));
	}

	private static float[] processed(ForcedEosToken forced, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		forced.process(sequence, logits);
		return logits.scores();
	}

}
