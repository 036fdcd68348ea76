package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link ContrastiveSearch} on real checkpoints with Hugging Face's
 * {@code generate}.
 */
class ContrastiveSearchReferenceTests {

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		return GenerateCases.compare("generate_v4.json",
				(example) -> example.get("mode").stringValue().equals("contrastive"),
				ContrastiveSearchReferenceTests::compare);
	}

	private static void compare(String id, CausalLm lm, JsonNode example, int row) {
		JsonNode arguments = example.get("generate_kwargs");
		SearchStrategy strategy = new ContrastiveSearch(arguments.get("top_k").intValue(),
				arguments.get("penalty_alpha").doubleValue());
		GeneratedSequence sequence = strategy.generate(lm, GenerateCases.request(example, row).build())
			.sequences()
			.get(0);
		int[] expected = Reference.ints(example.get("sequences").get(row));
		assertThat(sequence.tokens().length()).as(id).isLessThanOrEqualTo(expected.length);
		int[] padded = Arrays.copyOf(sequence.tokens().toArray(), expected.length);
		Arrays.fill(padded, sequence.tokens().length(), padded.length, arguments.get("pad_token_id").intValue());
		assertThat(padded).as(id).isEqualTo(expected);
	}

}
