package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MinNewTokens}.
 */
class MinNewTokensTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("MinNewTokensLengthLogitsProcessor", MinNewTokensTests::minNewTokens);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("MinNewTokensLengthLogitsProcessor", MinNewTokensTests::minNewTokens);
	}

	@Test
	void countsTheTokensBehindThePrompt() {
		MinNewTokens minNewTokens = new MinNewTokens(2, List.of(2, 0));
		assertThat(processed(minNewTokens, TokenSequence.of(1, 1, 1).append(1))).containsExactly(GONE, 0, GONE);
		assertThat(processed(minNewTokens, TokenSequence.of(1).append(1, 1))).containsExactly(0, 0, 0);
	}

	@Test
	void countsTheTokensBehindALengthIfToldTo() {
		MinNewTokens minNewTokens = new MinNewTokens(2, List.of(2), 3);
		assertThat(processed(minNewTokens, TokenSequence.of(1).append(1, 1, 1))).containsExactly(0, 0, GONE);
		assertThat(processed(minNewTokens, TokenSequence.of(1).append(1, 1, 1, 1))).containsExactly(0, 0, 0);
	}

	@Test
	void refusesLessThanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MinNewTokens(-1, List.of(0)))
			.withMessage("'minNewTokens' is -1 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new MinNewTokens(1, List.of(0), -1))
			.withMessage("'promptLength' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new MinNewTokens(1, List.of(0)).name()).isEqualTo("min-new-tokens");
	}

	private static MinNewTokens minNewTokens(JsonNode params) {
		return new MinNewTokens(params.get("min_new_tokens").intValue(),
				ReferenceCases.tokens(params.get("eos_token_id")), params.get("prompt_length_to_skip").intValue());
	}

	private static float[] processed(MinNewTokens minNewTokens, TokenSequence sequence) {
		Logits logits = Logits.of(0, 0, 0);
		minNewTokens.process(sequence, logits);
		return logits.scores();
	}

}
