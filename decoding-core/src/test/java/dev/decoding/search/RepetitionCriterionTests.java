package dev.decoding.search;

import dev.decoding.Reference;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link RepetitionCriterion}.
 */
class RepetitionCriterionTests {

	@Test
	void agreesWithTheReference() {
		JsonNode examples = Reference.json(Reference.path("logits/vllm_sampling.json")).get("repetition_detection");
		assertThat(examples).isNotEmpty();
		for (JsonNode example : examples) {
			RepetitionCriterion criterion = new RepetitionCriterion(example.get("max_pattern_size").intValue(),
					example.get("min_pattern_size").intValue(), example.get("min_count").intValue());
			TokenSequence sequence = TokenSequence.of().append(Reference.ints(example.get("token_ids")));
			assertThat(criterion.check(sequence) != null).as("%s", example)
				.isEqualTo(example.get("result").booleanValue());
		}
	}

	@Test
	void endsWithARepeatedPattern() {
		RepetitionCriterion criterion = new RepetitionCriterion(3, 1, 3);
		TokenSequence sequence = TokenSequence.of(7).append(5, 1, 2, 1, 2, 1);
		assertThat(criterion.check(sequence)).isNull();
		assertThat(criterion.check(sequence.append(2))).isEqualTo(FinishReason.REPETITION);
	}

	@Test
	void doesNotCountThePrompt() {
		assertThat(new RepetitionCriterion(1, 1, 3).check(TokenSequence.of(1, 1).append(1, 1))).isNull();
	}

	@Test
	void endsNothingWithoutPatterns() {
		assertThat(new RepetitionCriterion(0, 0, 2).check(TokenSequence.of().append(1, 1, 1))).isNull();
	}

	@Test
	void refusesSizesThatDoNotFit() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RepetitionCriterion(-1, -1, 2))
			.withMessage("'maxPatternSize' is -1 but must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> new RepetitionCriterion(2, 3, 2))
			.withMessage("'minPatternSize' is 3 but must be from 0 to 'maxPatternSize', 2");
		assertThatIllegalArgumentException().isThrownBy(() -> new RepetitionCriterion(2, 1, 1))
			.withMessage("'minCount' is 1 but must be at least 2");
	}

}
