package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BeginSuppressTokens}.
 */
class BeginSuppressTokensTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("SuppressTokensAtBeginLogitsProcessor",
				(params) -> new BeginSuppressTokens(ReferenceCases.tokens(params.get("begin_suppress_tokens")),
						params.get("begin_index").intValue(), false));
	}

	@Test
	void removesTheTokensBehindThePrompt() {
		assertThat(processed(new BeginSuppressTokens(List.of(0, 2, 9)), TokenSequence.of(1, 1), 1, 2, 3))
			.containsExactly(GONE, 2, GONE);
	}

	@Test
	void leavesThemBehindTheFirstGeneratedToken() {
		assertThat(processed(new BeginSuppressTokens(List.of(0, 2)), TokenSequence.of(1, 1).append(1), 1, 2, 3))
			.containsExactly(1, 2, 3);
	}

	@Test
	void removesTheTokensBehindALengthIfToldTo() {
		BeginSuppressTokens suppress = new BeginSuppressTokens(List.of(0), 3, false);
		assertThat(processed(suppress, TokenSequence.of(1, 1).append(1), 1, 2)).containsExactly(GONE, 2);
		assertThat(processed(suppress, TokenSequence.of(1, 1), 1, 2)).containsExactly(1, 2);
	}

	@Test
	void aForcedTokenBehindAPromptOfOneDoesNotCount() {
		BeginSuppressTokens suppress = new BeginSuppressTokens(List.of(0), null, true);
		assertThat(processed(suppress, TokenSequence.of(1), 1, 2)).containsExactly(1, 2);
		assertThat(processed(suppress, TokenSequence.of(1).append(1), 1, 2)).containsExactly(GONE, 2);
		assertThat(processed(suppress, TokenSequence.of(1, 1), 1, 2)).containsExactly(GONE, 2);
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new BeginSuppressTokens(List.of(1)).name()).isEqualTo("begin-suppress-tokens");
	}

	private static float[] processed(BeginSuppressTokens suppress, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		suppress.process(sequence, logits);
		return logits.scores();
	}

}
