package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.mixture.DoLa;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link DoLa} on real checkpoints with Hugging Face's {@code generate}.
 */
class DoLaReferenceTests {

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		return GenerateCases.compare("generate_v4.json", (example) -> example.get("mode").asString().equals("dola"),
				DoLaReferenceTests::compare);
	}

	private static void compare(String id, CausalLm lm, JsonNode example, int row) {
		DoLa contrast = new DoLa(lm, layers(lm, example.get("generate_kwargs").get("dola_layers")));
		if (contrast.layers().size() > 1 && example.get("input_ids").size() > 1) {
			// There the reference chooses one layer for all rows.
			return;
		}
		GenerationRequest request = GenerateCases.request(example, row).build();
		int[] generated = new GreedySearch().generate(contrast, request).sequences().get(0).tokens().generated();
		int prompt = example.get("input_ids").get(row).size();
		assertThat(generated).as(id)
			.isEqualTo(Arrays.copyOfRange(Reference.ints(example.get("sequences").get(row)), prompt,
					prompt + generated.length));
	}

	private static List<Integer> layers(CausalLm lm, JsonNode layers) {
		if (layers.isArray()) {
			return Arrays.stream(Reference.ints(layers)).boxed().toList();
		}
		return layers.asString().equals("low") ? DoLa.lowLayers(lm.info()) : DoLa.highLayers(lm.info());
	}

}
