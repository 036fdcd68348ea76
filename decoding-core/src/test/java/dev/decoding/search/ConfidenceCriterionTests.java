package dev.decoding.search;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ConfidenceCriterion}.
 */
class ConfidenceCriterionTests {

	private static final TokenSequence SEQUENCE = TokenSequence.of(1);

	@Test
	void agreesWithTheReference() {
		StoppingCases.check("ConfidenceCriteria",
				(example) -> new ConfidenceCriterion(example.get("assistant_confidence_threshold").doubleValue()));
	}

	@Test
	void endsBelowTheThreshold() {
		ConfidenceCriterion criterion = new ConfidenceCriterion(0.5);
		assertThat(criterion.check(SEQUENCE, new Choice(1, Math.log(0.5)))).isNull();
		assertThat(criterion.check(SEQUENCE, new Choice(1, Math.log(0.4)))).isEqualTo(FinishReason.STOP);
	}

	@Test
	void endsNothingWhereTheProbabilityIsUnknown() {
		assertThat(new ConfidenceCriterion(1).check(SEQUENCE)).isNull();
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void refusesWhatIsNoProbability(double threshold) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceCriterion(threshold))
			.withMessage("'threshold' is %s but must be from 0 to 1", threshold);
	}

}
