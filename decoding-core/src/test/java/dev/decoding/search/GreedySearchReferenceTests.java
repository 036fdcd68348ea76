package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares {@link GreedySearch} on real checkpoints with Hugging Face's {@code generate}.
 */
class GreedySearchReferenceTests {

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		return GenerateCases.compare("generate.json", (example) -> example.get("mode").asString().equals("greedy"),
				GreedySearchReferenceTests::compare);
	}

	private static void compare(String id, CausalLm lm, JsonNode example, int row) {
		if (example.has("raises")) {
			assertThatIllegalArgumentException().as(id).isThrownBy(() -> generate(lm, example, row));
		}
		else {
			compare(id, example, row, generate(lm, example, row));
		}
	}

	private static GeneratedSequence generate(CausalLm lm, JsonNode example, int row) {
		return new GreedySearch()
			.generate(GenerateCases.guided(lm, example, row), GenerateCases.request(example, row).build())
			.sequences()
			.get(0);
	}

	private static void compare(String id, JsonNode example, int row, GeneratedSequence sequence) {
		int[] expected = Reference.ints(example.get("sequences").get(row));
		int[] generated = sequence.tokens().generated();
		int prompt = sequence.tokens().promptLength();
		assertThat(generated).as(id).isEqualTo(Arrays.copyOfRange(expected, prompt, prompt + generated.length));
		List<Integer> ends = GenerateCases.arguments(example).endOfTextTokens();
		boolean ended = ends.contains(sequence.tokens().last());
		assertThat(sequence.finishReason()).as(id).isEqualTo(ended ? FinishReason.STOP : FinishReason.LENGTH);
		for (int i = 0; i < generated.length; i++) {
			assertThat(sequence.logProbabilities().get(i)).as("%s, token %d", id, i)
				.isCloseTo(example.get("transition_scores_normalized").get(row).get(i).asDouble(), within(1e-4));
		}
	}

}
