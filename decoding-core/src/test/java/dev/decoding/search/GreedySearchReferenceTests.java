package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.decoding.HuggingFaceArguments;
import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.Architectures;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.PrefixAllowedTokens;
import dev.decoding.logits.ProcessorOrder;
import dev.decoding.mixture.ClassifierFreeGuidance;
import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
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
		Map<String, List<JsonNode>> models = new TreeMap<>();
		for (JsonNode example : Reference.json(Reference.path("generation/generate.json")).get("cases")) {
			if (example.get("mode").asString().equals("greedy") && !isFragile(example)) {
				models.computeIfAbsent(example.get("model").asString(), (name) -> new ArrayList<>()).add(example);
			}
		}
		models.keySet().removeIf((model) -> !isSupported(model));
		assertThat(models).containsKey("llama");
		return models.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())))
			.toList();
	}

	@Test
	void textsOfATrainedModelAreThoseOfTheReference() {
		int runs = 0;
		try (CausalLm lm = load("stories260K")) {
			for (JsonNode example : Reference.json(Reference.path("models/stories260K/golden.json")).get("cases")) {
				int[] prompt = Reference.ints(example.get("input_ids"));
				for (JsonNode run : example.get("runs")) {
					HuggingFaceArguments arguments = new HuggingFaceArguments(run.get("kwargs"), prompt.length);
					if (!run.get("kwargs").has("num_beams")) {
						runs++;
						GenerationRequest request = GenerationRequest.of(prompt)
							.maxNewTokens(arguments.maxNewTokens())
							.processors(arguments.processors())
							.build();
						GeneratedSequence sequence = new GreedySearch().generate(lm, request).sequences().get(0);
						assertThat(sequence.tokens().toArray()).as("%s %s", example.get("prompt"), run.get("kwargs"))
							.isEqualTo(Reference.ints(run.get("sequences").get(0)));
						assertThat(run.get("text").get(0).stringValue()).endsWith(sequence.text());
					}
				}
			}
		}
		assertThat(runs).isPositive();
	}

	private static CausalLm load(String model) {
		String location = Reference.path("models/" + model).toString();
		return Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32));
	}

	/**
	 * Whether a rounding decides between two tokens. Where phi3 outgrows its original
	 * context, the reference drops the cache but still runs the last token only, and so
	 * has forgotten all the others.
	 */
	private static boolean isFragile(JsonNode example) {
		return example.has("sequences")
				&& (!example.get("robust").asBoolean() || (example.get("model").asString().equals("phi3_longrope")
						&& example.get("sequences").get(0).size() > 17));
	}

	private static boolean isSupported(String model) {
		return Architectures.supported().contains(ModelConfig.read(Reference.path("models/tiny/" + model)).modelType());
	}

	private static void compare(String model, List<JsonNode> examples) {
		try (CausalLm lm = load("tiny/" + model)) {
			for (JsonNode example : examples) {
				for (int row = 0; row < example.get("input_ids").size(); row++) {
					String id = example.get("id").asString() + ", row " + row;
					if (example.has("raises")) {
						int index = row;
						assertThatIllegalArgumentException().as(id).isThrownBy(() -> generate(lm, example, index));
					}
					else {
						compare(id, example, row, generate(lm, example, row));
					}
				}
			}
		}
	}

	private static GeneratedSequence generate(CausalLm lm, JsonNode example, int row) {
		int[] prompt = Reference.ints(example.get("input_ids").get(row));
		int[] mask = Reference.ints(example.get("attention_mask").get(row));
		boolean[] seen = new boolean[mask.length];
		for (int i = 0; i < mask.length; i++) {
			seen[i] = mask[i] == 1;
		}
		HuggingFaceArguments arguments = new HuggingFaceArguments(example.get("generate_kwargs"), prompt.length);
		List<LogitsProcessor> processors = new ArrayList<>(arguments.processors());
		if (example.has("prefix_allowed_tokens")) {
			processors.add(new PrefixAllowedTokens(GreedySearchReferenceTests::multiplesOfThree));
		}
		return new GreedySearch()
			.generate(guided(lm, example, row),
					GenerationRequest.of(prompt)
						.attentionMask(seen)
						.maxNewTokens(arguments.maxNewTokens())
						.numReturnSequences(arguments.numReturnSequences())
						.endOfTextTokens(arguments.endOfTextTokens())
						.processors(ProcessorOrder.HUGGING_FACE.sort(processors))
						.build())
			.sequences()
			.get(0);
	}

	private static CausalLm guided(CausalLm lm, JsonNode example, int row) {
		JsonNode scale = example.get("generate_kwargs").path("guidance_scale");
		if (!scale.isNumber()) {
			return lm;
		}
		List<Integer> negative = example.has("negative_prompt_ids")
				? Arrays.stream(Reference.ints(example.get("negative_prompt_ids").get(row))).boxed().toList() : null;
		return new ClassifierFreeGuidance(lm, scale.doubleValue(), negative);
	}

	/**
	 * The function of the reference: {@code {t in 4..255 : (t + last_token) % 3 == 0}}.
	 */
	private static int[] multiplesOfThree(TokenSequence sequence) {
		return IntStream.rangeClosed(4, 255).filter((token) -> (token + sequence.last()) % 3 == 0).toArray();
	}

	private static void compare(String id, JsonNode example, int row, GeneratedSequence sequence) {
		int[] expected = Reference.ints(example.get("sequences").get(row));
		int[] generated = sequence.tokens().generated();
		int prompt = sequence.tokens().promptLength();
		assertThat(generated).as(id).isEqualTo(Arrays.copyOfRange(expected, prompt, prompt + generated.length));
		List<Integer> ends = new HuggingFaceArguments(example.get("generate_kwargs"), prompt).endOfTextTokens();
		boolean ended = ends.contains(sequence.tokens().last());
		assertThat(sequence.finishReason()).as(id).isEqualTo(ended ? FinishReason.STOP : FinishReason.LENGTH);
		for (int i = 0; i < generated.length; i++) {
			assertThat(sequence.logProbabilities().get(i)).as("%s, token %d", id, i)
				.isCloseTo(example.get("transition_scores_normalized").get(row).get(i).asDouble(), within(1e-4));
		}
	}

}
