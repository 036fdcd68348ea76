package dev.decoding.search;

import java.util.List;

import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Compares {@link DiverseBeamSearch} on real checkpoints with Hugging Face's
 * {@code generate}.
 */
class DiverseBeamSearchReferenceTests {

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		return GenerateCases.compare("generate_v4.json",
				(example) -> example.get("mode").asString().equals("group_beam"),
				DiverseBeamSearchReferenceTests::compare);
	}

	private static void compare(String id, CausalLm lm, JsonNode example, int row) {
		JsonNode arguments = example.get("generate_kwargs");
		SearchStrategy search = new DiverseBeamSearch(BeamSearchReferenceTests.settings(arguments),
				arguments.get("num_beam_groups").intValue(), arguments.get("diversity_penalty").doubleValue());
		GenerationResult result = search.generate(lm, GenerateCases.request(example, row).build());
		BeamScorerCases.compare(id, example, row, result);
	}

}
