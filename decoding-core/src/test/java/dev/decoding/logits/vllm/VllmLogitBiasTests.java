package dev.decoding.logits.vllm;

import java.util.Map;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static dev.decoding.logits.vllm.Processing.GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link VllmLogitBias}.
 */
class VllmLogitBiasTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(1);

	@Test
	void addsWithinBounds() {
		VllmLogitBias processor = new VllmLogitBias(Map.of(1, 2.0, 2, -1000.0, 3, Double.POSITIVE_INFINITY));
		assertThat(Processing.of(processor, SEQUENCE, 1, 4, 2, 3)).containsExactly(1, 6, -98, 103);
	}

	@Test
	void leavesRemovedTokensRemoved() {
		assertThat(Processing.of(new VllmLogitBias(Map.of(1, 2.0)), SEQUENCE, 1, GONE)).containsExactly(1, GONE);
	}

	@Test
	void refusesWhatIsNoNumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> new VllmLogitBias(Map.of(1, Double.NaN)))
			.withMessage("'logitBias' has NaN for the token 1 but must have a number");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Processing.of(new VllmLogitBias(Map.of(-1, 1.0)), SEQUENCE, 1, 4))
			.withMessage("'logitBias' has the token id -1 but must have ids from 0 to 1, the last of the vocabulary");
	}

}
