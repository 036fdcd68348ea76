package dev.decoding.logits.vllm;

import java.util.Set;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static dev.decoding.logits.vllm.Processing.GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MinTokens}.
 */
class MinTokensTests {

	private static final TokenSequence PROMPT = TokenSequence.of(1, 1, 1);

	@Test
	void removesStopTokensUntilThereAreEnoughTokens() {
		MinTokens processor = new MinTokens(2, Set.of(0, 2));
		assertThat(Processing.of(processor, PROMPT.append(1), 1, 4, 2)).containsExactly(GONE, 4, GONE);
		assertThat(Processing.of(processor, PROMPT.append(1, 1), 1, 4, 2)).containsExactly(1, 4, 2);
	}

	@Test
	void passesOverTokensOutsideTheVocabulary() {
		assertThat(Processing.of(new MinTokens(2, Set.of(-1, 3)), PROMPT, 1, 4, 2)).containsExactly(1, 4, 2);
	}

	@Test
	void refusesNegativeNumbers() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MinTokens(-1, Set.of()))
			.withMessage("'minTokens' is -1 but must not be negative");
	}

}
