package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Compares {@link ConstrainedBeamSearch} on real checkpoints with Hugging Face's
 * {@code generate}.
 */
class ConstrainedBeamSearchReferenceTests {

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		return GenerateCases.compare("generate_v4.json",
				(example) -> example.get("mode").asString().equals("constrained_beam"),
				ConstrainedBeamSearchReferenceTests::compare);
	}

	private static void compare(String id, CausalLm lm, JsonNode example, int row) {
		JsonNode arguments = example.get("generate_kwargs");
		List<RequiredPhrase> phrases = arguments.get("force_words_ids")
			.valueStream()
			.map(ConstrainedBeamSearchReferenceTests::phrase)
			.toList();
		GenerationResult result = new ConstrainedBeamSearch(BeamSearchReferenceTests.settings(arguments), phrases)
			.generate(lm, GenerateCases.request(example, row).build());
		BeamScorerCases.compare(id, example, row, result);
	}

	private static RequiredPhrase phrase(JsonNode words) {
		return words.get(0).isArray()
				? new RequiredPhrase(words.valueStream().map(ConstrainedBeamSearchReferenceTests::tokens).toList())
				: RequiredPhrase.of(Reference.ints(words));
	}

	private static List<Integer> tokens(JsonNode word) {
		return Arrays.stream(Reference.ints(word)).boxed().toList();
	}

}
