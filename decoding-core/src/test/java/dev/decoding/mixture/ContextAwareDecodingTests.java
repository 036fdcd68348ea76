package dev.decoding.mixture;

import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
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
	void withoutAllOfThePromptItIsClassifierFreeGuidance() {
		String location = Reference.path("models/tiny/llama").toString();
		try (CausalLm lm = Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32))) {
			CausalLm guided = new ClassifierFreeGuidance(lm, 1.7);
			CausalLm aware = new ContextAwareDecoding(lm, 0.7, PromptView.GENERATED_ONLY);
			TokenSequence sequence = TokenSequence.of(5, 6, 7, 8, 9);
			for (int i = 0; i < 6; i++) {
				assertThat(Tables.next(aware, sequence).scores())
					.containsExactly(Tables.next(guided, sequence).scores(), within(1e-4f));
				sequence = sequence.append(20 + i);
			}
		}
	}

	@Test
	void refusesANegativeAlpha() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ContextAwareDecoding(LM, -1, PromptView.FULL))
			.withMessage("'alpha' is -1.0 but must be at least 0");
	}

}
