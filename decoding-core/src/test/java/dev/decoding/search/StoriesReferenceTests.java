package dev.decoding.search;

import dev.decoding.HuggingFaceArguments;
import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.logits.ProcessorOrder;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares the stories of a trained model with those that Hugging Face's {@code generate}
 * tells.
 */
class StoriesReferenceTests {

	@Test
	void storiesAreThoseOfTheReference() {
		String location = Reference.path("models/stories260K").toString();
		int runs = 0;
		try (CausalLm lm = Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32))) {
			for (JsonNode example : Reference.json(Reference.path("models/stories260K/golden.json")).get("cases")) {
				for (JsonNode run : example.get("runs")) {
					compare(lm, example, run);
					runs++;
				}
			}
		}
		assertThat(runs).isPositive();
	}

	private static void compare(CausalLm lm, JsonNode example, JsonNode run) {
		String description = "%s %s".formatted(example.get("prompt"), run.get("kwargs"));
		GenerationResult result = generate(lm, Reference.ints(example.get("input_ids")), run.get("kwargs"));
		assertThat(result.sequences()).as(description).hasSize(run.get("sequences").size());
		for (int i = 0; i < result.sequences().size(); i++) {
			GeneratedSequence sequence = result.sequences().get(i);
			assertThat(sequence.tokens().toArray()).as(description)
				.isEqualTo(Reference.ints(run.get("sequences").get(i)));
			assertThat(run.get("text").get(i).stringValue()).as(description).endsWith(sequence.text());
			if (run.has("sequences_scores")) {
				assertThat(sequence.score()).as(description)
					.isCloseTo(run.get("sequences_scores").get(i).doubleValue(), within(1e-4));
			}
		}
	}

	private static GenerationResult generate(CausalLm lm, int[] prompt, JsonNode kwargs) {
		HuggingFaceArguments arguments = new HuggingFaceArguments(kwargs, prompt.length);
		SearchStrategy strategy = kwargs.has("num_beams") ? new BeamSearch(BeamSearchReferenceTests.settings(kwargs))
				: new GreedySearch();
		return strategy.generate(lm,
				GenerationRequest.of(prompt)
					.maxNewTokens(arguments.maxNewTokens())
					.numReturnSequences(arguments.numReturnSequences())
					.processors(ProcessorOrder.HUGGING_FACE.sort(arguments.processors()))
					.build());
	}

}
