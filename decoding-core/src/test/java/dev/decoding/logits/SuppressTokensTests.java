package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SuppressTokens}.
 */
class SuppressTokensTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("SuppressTokensLogitsProcessor",
				(params) -> new SuppressTokens(ReferenceCases.tokens(params.get("suppress_tokens"))));
	}

	@Test
	void removesTheTokens() {
		assertThat(processed(0, 2, 0)).containsExactly(Float.NEGATIVE_INFINITY, 2, Float.NEGATIVE_INFINITY);
	}

	@Test
	void tokensOutsideTheVocabularyArePassedOver() {
		assertThat(processed(3, -1)).containsExactly(1, 2, 3);
	}

	@Test
	void nothingIsRemovedWhereNothingIsNamed() {
		assertThat(processed()).containsExactly(1, 2, 3);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new SuppressTokens(List.of(1)).name()).isEqualTo("suppress-tokens");
	}

	private static float[] processed(Integer... tokens) {
		Logits logits = Logits.of(1, 2, 3);
		new SuppressTokens(List.of(tokens)).process(TokenSequence.of(1), logits);
		return logits.scores();
	}

}
