package dev.decoding.search;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import dev.decoding.Reference;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link EndOfTextCriterion}.
 */
class EndOfTextCriterionTests {

	@Test
	void agreesWithTheReference() {
		StoppingCases.check("EosTokenCriteria", (example) -> new EndOfTextCriterion(tokens(example.get("eos_token_id")),
				example.get("new_token_length").intValue()));
	}

	private static Set<Integer> tokens(JsonNode node) {
		return node.isArray() ? Arrays.stream(Reference.ints(node)).boxed().collect(Collectors.toSet())
				: Set.of(node.intValue());
	}

	@Test
	void looksAtTheNewestTokenOnly() {
		EndOfTextCriterion criterion = new EndOfTextCriterion(Set.of(2));
		assertThat(criterion.check(TokenSequence.of(2, 5))).isNull();
		assertThat(criterion.check(TokenSequence.of(5, 2))).isEqualTo(FinishReason.STOP);
	}

	@Test
	void refusesToLookAtNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EndOfTextCriterion(Set.of(1), 0))
			.withMessage("'newTokenLength' is 0 but must be at least 1");
	}

}
