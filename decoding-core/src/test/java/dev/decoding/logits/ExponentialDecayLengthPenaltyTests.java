package dev.decoding.logits;

import java.util.List;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ExponentialDecayLengthPenalty}.
 */
class ExponentialDecayLengthPenaltyTests {

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("ExponentialDecayLengthPenalty",
				(params) -> new ExponentialDecayLengthPenalty(
						params.get("exponential_decay_length_penalty").get(0).intValue(),
						params.get("exponential_decay_length_penalty").get(1).doubleValue(),
						ReferenceCases.tokens(params.get("eos_token_id")),
						params.get("input_ids_seq_length").intValue()));
	}

	@Test
	void raisesTheScoresOfWhatEndsATextBehindTheStart() {
		ExponentialDecayLengthPenalty penalty = new ExponentialDecayLengthPenalty(1, 1.5, List.of(0, 1, 1));
		TokenSequence sequence = TokenSequence.of(2, 2).append(2);
		assertThat(processed(penalty, sequence, 2, -2, 2)).containsExactly(2, -2, 2);
		assertThat(processed(penalty, sequence.append(2), 2, -2, 2)).containsExactly(3, -1, 2);
		assertThat(processed(penalty, sequence.append(2, 2), 2, -2, 2)).containsExactly(4.5f, 0.5f, 2);
	}

	@Test
	void countsFromALengthIfToldTo() {
		ExponentialDecayLengthPenalty penalty = new ExponentialDecayLengthPenalty(1, 1.5, List.of(0), 0);
		assertThat(processed(penalty, TokenSequence.of(2, 2), 2, -2, 2)).containsExactly(3, -2, 2);
	}

	@Test
	void factorsBelowOneLowerTheScores() {
		ExponentialDecayLengthPenalty penalty = new ExponentialDecayLengthPenalty(0, 0.5, List.of(0, 1));
		assertThat(processed(penalty, TokenSequence.of(2).append(2), 2, -2, 2)).containsExactly(1, -3, 2);
	}

	@Test
	void removedTokensMakeNaNAsInTheReference() {
		ExponentialDecayLengthPenalty penalty = new ExponentialDecayLengthPenalty(0, 1.5, List.of(0));
		assertThat(processed(penalty, TokenSequence.of(2).append(2), Float.NEGATIVE_INFINITY, 1))
			.containsExactly(Float.NaN, 1);
	}

	@Test
	void refusesTokensOutsideTheVocabulary() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExponentialDecayLengthPenalty(1, 2, List.of(-1)))
			.withMessage("'endOfTextTokens' has the token id -1 but must have ids from 0");
		ExponentialDecayLengthPenalty penalty = new ExponentialDecayLengthPenalty(0, 1.5, List.of(2));
		assertThatIllegalArgumentException().isThrownBy(() -> processed(penalty, TokenSequence.of(2).append(2), 1, 2))
			.withMessage(
					"'endOfTextTokens' has the token id 2 but must have ids from 0 to 1, the last of the vocabulary");
	}

	@Test
	void refusesWhatIsNotANumber() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ExponentialDecayLengthPenalty(1, Double.NaN, List.of(1)))
			.withMessage("'exponentialDecayLengthPenalty' has the factor NaN but must have a number");
	}

	@Test
	void refusesToEndATextWithoutAToken() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExponentialDecayLengthPenalty(1, 2, List.of()))
			.withMessage("'exponentialDecayLengthPenalty' needs a token that ends a text, but the model has none: "
					+ "name one");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new ExponentialDecayLengthPenalty(1, 2, List.of(1)).name())
			.isEqualTo("exponential-decay-length-penalty");
	}

	private static float[] processed(ExponentialDecayLengthPenalty penalty, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores);
		penalty.process(sequence, logits);
		return logits.scores();
	}

}
