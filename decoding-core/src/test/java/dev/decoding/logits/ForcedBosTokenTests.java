package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ForcedBosToken}.
 */
class ForcedBosTokenTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("ForcedBOSTokenLogitsProcessor",
				(params) -> new ForcedBosToken(params.get("bos_token_id").intValue()));
	}

	@Test
	void leavesTheTokenBehindTheFirst() {
		assertThat(processed(new ForcedBosToken(1), TokenSequence.of(2), 5, GONE, 6)).containsExactly(GONE, 0, GONE);
	}

	@Test
	void changesNothingBehindALongerPrompt() {
		assertThat(processed(new ForcedBosToken(1), TokenSequence.of(2, 2), 5, 4, 6)).containsExactly(5, 4, 6);
	}

	@Test
	void refusesATokenOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ForcedBosToken(-1))
			.withMessage("'forcedBosToken' has the token id -1 but must have ids from 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> processed(new ForcedBosToken(2), TokenSequence.of(0), 1, 2))
			.withMessage(
					"'forcedBosToken' has the token id 2 but must have ids from 0 to 1, the last of the vocabulary");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new ForcedBosToken(1).name()).isEqualTo("forced-bos-token");
	}

	private static float[] processed(ForcedBosToken forced, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		forced.process(sequence, logits);
		return logits.scores();
	}

}
