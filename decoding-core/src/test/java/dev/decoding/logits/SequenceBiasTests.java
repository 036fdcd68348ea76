package dev.decoding.logits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.decoding.logits.SequenceBias.Bias;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link SequenceBias}.
 */
class SequenceBiasTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("SequenceBiasLogitsProcessor", SequenceBiasTests::bias);
	}

	@Test
	void addsTheBiasOfASingleTokenAlways() {
		SequenceBias bias = new SequenceBias(Map.of(List.of(0), -4.0));
		assertThat(processed(bias, TokenSequence.of(1), 1, 2)).containsExactly(-3, 2);
		assertThat(processed(bias, TokenSequence.of(0, 0), 1, 2)).containsExactly(-3, 2);
	}

	@Test
	void addsTheBiasOfASequenceWhereItWouldBeCompleted() {
		SequenceBias bias = new SequenceBias(List.of(new Bias(List.of(1, 2, 0), 4)));
		assertThat(processed(bias, TokenSequence.of(0, 1).append(2), 1, 2, 3)).containsExactly(5, 2, 3);
		assertThat(processed(bias, TokenSequence.of(0, 2).append(1), 1, 2, 3)).containsExactly(1, 2, 3);
	}

	@Test
	void sequencesLongerThanTheContextArePassedOver() {
		SequenceBias bias = new SequenceBias(List.of(new Bias(List.of(1, 0), 4)));
		assertThat(processed(bias, TokenSequence.of(1), 1, 2)).containsExactly(1, 2);
		assertThat(processed(bias, TokenSequence.of(0, 1), 1, 2)).containsExactly(5, 2);
	}

	@Test
	void biasesOfOneTokenAddUp() {
		SequenceBias bias = new SequenceBias(
				List.of(new Bias(List.of(1, 0), 3), new Bias(List.of(0), -1), new Bias(List.of(1, 1, 0), 5)));
		assertThat(processed(bias, TokenSequence.of(0, 1), 1, 2)).containsExactly(3, 2);
		assertThat(processed(bias, TokenSequence.of(0, 1, 1), 1, 2)).containsExactly(8, 2);
		assertThat(processed(bias, TokenSequence.of(1, 0), 1, 2)).containsExactly(0, 2);
	}

	@Test
	void ofSeveralBiasesForOneSequenceTheLastCounts() {
		SequenceBias bias = new SequenceBias(List.of(new Bias(List.of(0), 3), new Bias(List.of(0), 5)));
		assertThat(processed(bias, TokenSequence.of(1), 1, 2)).containsExactly(6, 2);
	}

	@Test
	void removedTokensStayRemoved() {
		SequenceBias bias = new SequenceBias(Map.of(List.of(0), 1000.0, List.of(1), Double.NEGATIVE_INFINITY));
		assertThat(processed(bias, TokenSequence.of(1), GONE, 2)).containsExactly(GONE, GONE);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SequenceBias(List.of()))
			.withMessage("'sequenceBias' is empty but must have at least one sequence");
		assertThatIllegalArgumentException().isThrownBy(() -> new SequenceBias(Map.of()))
			.withMessage("'sequenceBias' is empty but must have at least one sequence");
		assertThatIllegalArgumentException().isThrownBy(() -> new SequenceBias(Map.of(List.of(), 1.0)))
			.withMessage("'sequenceBias' has a sequence of no tokens");
		assertThatIllegalArgumentException().isThrownBy(() -> new SequenceBias(Map.of(List.of(-1), 1.0)))
			.withMessage("'sequenceBias' has the token id -1 but must have ids from 0");
		assertThatNoException().isThrownBy(() -> new SequenceBias(List.of(new Bias(List.of(), 1))));
	}

	@Test
	void refusesWhatIsNotANumber() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SequenceBias(List.of(new Bias(List.of(3, 4), Double.NaN))))
			.withMessage("'sequenceBias' gives [3, 4] the bias NaN");
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		SequenceBias bias = new SequenceBias(List.of(new Bias(List.of(7, 0), 1)));
		assertThatIllegalArgumentException().isThrownBy(() -> processed(bias, TokenSequence.of(0), 1, 2))
			.withMessage("'sequenceBias' has the token id 7 but must have ids from 0 to 1, the last of the vocabulary");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new SequenceBias(Map.of(List.of(0), 1.0)).name()).isEqualTo("sequence-bias");
	}

	/**
	 * Where the reference names no bias, it is this one.
	 */
	private static SequenceBias bias(JsonNode params) {
		if (!params.has("sequence_bias")) {
			return new SequenceBias(List.of(new Bias(List.of(1), Double.NEGATIVE_INFINITY), new Bias(List.of(2), 3)));
		}
		List<Bias> biases = new ArrayList<>();
		for (JsonNode pair : params.get("sequence_bias")) {
			List<Integer> tokens = ReferenceCases.tokens(pair.get(0));
			biases.add(new Bias(tokens, pair.get(1).isString() ? Double.NEGATIVE_INFINITY : pair.get(1).doubleValue()));
		}
		return new SequenceBias(biases);
	}

	private static float[] processed(SequenceBias bias, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		bias.process(sequence, logits);
		return logits.scores();
	}

}
