package dev.decoding.logits.vllm;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.decoding.logits.vllm.Processing.GONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link VllmPenalties}.
 */
class VllmPenaltiesTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(0, 0).append(1, 2, 1);

	@Test
	void scalesTheScoresOfTokensAnywhere() {
		assertThat(Processing.of(new VllmPenalties(2, 0, 0), SEQUENCE, 1, 4, -1, 3)).containsExactly(0.5f, 2, -2, 3);
	}

	@Test
	void subtractsForEachTimeThatATokenWasGenerated() {
		assertThat(Processing.of(new VllmPenalties(1, 0.5, 0), SEQUENCE, 1, 4, -1, 3)).containsExactly(1, 3, -1.5f, 3);
	}

	@Test
	void subtractsOnceForTokensThatWereGenerated() {
		assertThat(Processing.of(new VllmPenalties(1, 0, -0.5), SEQUENCE, 1, 4, -1, 3)).containsExactly(1, 4.5f, -0.5f,
				3);
	}

	@Test
	void leavesRemovedTokensRemoved() {
		assertThat(Processing.of(new VllmPenalties(0.5, -1, -1), SEQUENCE, GONE, GONE, GONE, 3)).containsExactly(GONE,
				GONE, GONE, 3);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -1, Double.POSITIVE_INFINITY, Double.NaN })
	void refusesFactorsThatAreNotPositive(double penalty) {
		assertThatIllegalArgumentException().isThrownBy(() -> new VllmPenalties(penalty, 0, 0))
			.withMessage("'repetitionPenalty' is %s but must be a finite number above 0", penalty);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -2.1, 2.1, Double.NaN })
	void refusesAmountsBeyondTwo(double penalty) {
		assertThatIllegalArgumentException().isThrownBy(() -> new VllmPenalties(1, penalty, 0))
			.withMessage("'frequencyPenalty' is %s but must be from -2 to 2", penalty);
		assertThatIllegalArgumentException().isThrownBy(() -> new VllmPenalties(1, 0, penalty))
			.withMessage("'presencePenalty' is %s but must be from -2 to 2", penalty);
	}

}
