package dev.decoding.logits.vllm;

import java.util.Set;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static dev.decoding.logits.vllm.Processing.GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link AllowedTokenIds}.
 */
class AllowedTokenIdsTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(1);

	@Test
	void removesAllOtherTokens() {
		assertThat(Processing.of(new AllowedTokenIds(Set.of(0, 2)), SEQUENCE, 1, 4, 2, 3)).containsExactly(1, GONE, 2,
				GONE);
	}

	@Test
	void leavesRemovedTokensRemoved() {
		assertThat(Processing.of(new AllowedTokenIds(Set.of(0, 1)), SEQUENCE, 1, GONE, 2)).containsExactly(1, GONE,
				GONE);
	}

	@Test
	void refusesAnEmptyList() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AllowedTokenIds(Set.of()))
			.withMessage("'allowedTokenIds' is empty but must have at least one token");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Processing.of(new AllowedTokenIds(Set.of(4)), SEQUENCE, 1, 4, 2, 3))
			.withMessage(
					"'allowedTokenIds' has the token id 4 but must have ids from 0 to 3, the last of the vocabulary");
	}

}
