package dev.decoding.search;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MaxLengthCriterion}.
 */
class MaxLengthCriterionTests {

	@Test
	void agreesWithTheReference() {
		StoppingCases.check("MaxLengthCriteria",
				(example) -> new MaxLengthCriterion(example.get("max_length").intValue()));
	}

	@Test
	void countsThePrompt() {
		MaxLengthCriterion criterion = new MaxLengthCriterion(3);
		TokenSequence sequence = TokenSequence.of(1).append(2);
		assertThat(criterion.check(sequence)).isNull();
		assertThat(criterion.check(sequence.append(3))).isEqualTo(FinishReason.LENGTH);
	}

	@Test
	void refusesLessThanOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MaxLengthCriterion(0))
			.withMessage("'maxLength' is 0 but must be at least 1");
	}

}
