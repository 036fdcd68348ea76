package dev.decoding.mixture;

import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ContextAwareDecoding}.
 */
class ContextAwareDecodingTests {

	/** Knows a fact by heart unless it is told otherwise. */
	private static final CausalLm LM = Tables.hiding(Tables.lm((sequence) -> (sequence.get(0) == 3)
			? new double[] { 0.4, 0.2, 0.3, 0.1 } : new double[] { 0.8, 0.1, 0.05, 0.05 }));

	private static final PromptView WITHOUT_FIRST = (prompt) -> {
		boolean[] seen = PromptView.FULL.seen(prompt);
		seen[0] = false;
		return seen;
	};

	@Test
	void movesAwayFromWhatIsSaidWithoutTheContext() {
		TokenSequence sequence = TokenSequence.of(3, 1, 2).append(1);
		assertThat(Tables.weights(new ContextAwareDecoding(LM, 1, WITHOUT_FIRST), sequence))
			.containsExactly(new double[] { 0.2, 0.4, 1.8, 0.2 }, within(1e-5));
		assertThat(Tables.weights(new ContextAwareDecoding(LM, 0.5, WITHOUT_FIRST), sequence)[0])
			.isCloseTo(Math.pow(0.4, 1.5) / Math.pow(0.8, 0.5), within(1e-5));
	}

	@Test
	void anAlphaOfZeroIsTheModelItself() {
		assertThat(Tables.weights(new ContextAwareDecoding(LM, 0, WITHOUT_FIRST), 3, 1))
			.containsExactly(new double[] { 0.4, 0.2, 0.3, 0.1 }, within(1e-6));
	}

	@Test
	void aPromptWithoutContextIsTheModelItself() {
		assertThat(Tables.weights(new ContextAwareDecoding(LM, 2, PromptView.FULL), 3, 1))
			.containsExactly(new double[] { 0.4, 0.2, 0.3, 0.1 }, within(1e-6));
	}

	@Test
	void refusesANegativeAlpha() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ContextAwareDecoding(LM, -1, PromptView.FULL))
			.withMessage("'alpha' is -1.0 but must be at least 0");
	}

}
