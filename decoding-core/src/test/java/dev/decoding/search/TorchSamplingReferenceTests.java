package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.decoding.HuggingFaceArguments;
import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.logits.ProcessorOrder;
import dev.decoding.logits.TorchSampler;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays with {@link TorchSampler} on real checkpoints what Hugging Face's
 * {@code generate} samples after {@code torch.manual_seed}.
 */
class TorchSamplingReferenceTests {

	/**
	 * Beams are not drawn one by one, and what is looked up in the prompt is accepted
	 * rather than drawn: those modes belong to other strategies.
	 */
	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		Map<String, List<JsonNode>> models = new TreeMap<>();
		for (JsonNode example : Reference.json(Reference.path("generation/generate_sample.json")).get("cases")) {
			if (example.get("mode").stringValue().equals("sample")) {
				models.computeIfAbsent(example.get("model").stringValue(), (name) -> new ArrayList<>()).add(example);
			}
		}
		return models.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())))
			.toList();
	}

	private static void compare(String model, List<JsonNode> examples) {
		String location = Reference.path("models/tiny/" + model).toString();
		try (CausalLm lm = Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32))) {
			for (JsonNode example : examples) {
				for (int prompt = 0; prompt < example.get("input_ids").size(); prompt++) {
					compare(lm, example, prompt);
				}
			}
		}
	}

	private static void compare(CausalLm lm, JsonNode example, int prompt) {
		int[] padded = Reference.ints(example.get("input_ids").get(prompt));
		int[] mask = Reference.ints(example.get("attention_mask").get(prompt));
		boolean[] seen = new boolean[mask.length];
		for (int i = 0; i < mask.length; i++) {
			seen[i] = mask[i] == 1;
		}
		HuggingFaceArguments arguments = new HuggingFaceArguments(example.get("generate_kwargs"), padded.length);
		int sequences = arguments.numReturnSequences();
		int rows = example.get("input_ids").size() * sequences;
		GenerationRequest request = GenerationRequest.of(padded)
			.attentionMask(seen)
			.maxNewTokens(arguments.maxNewTokens())
			.endOfTextTokens(arguments.endOfTextTokens())
			.processors(ProcessorOrder.HUGGING_FACE.sort(arguments.processors()))
			.sampler(new TorchSampler(prompt * sequences, rows))
			.seed(example.get("seed").longValue())
			.numReturnSequences(sequences)
			.build();
		List<GeneratedSequence> generated = new Sampling().generate(lm, request).sequences();
		for (int i = 0; i < sequences; i++) {
			int[] expected = Reference.ints(example.get("sequences").get(prompt * sequences + i));
			int[] actual = Arrays.copyOf(generated.get(i).tokens().toArray(), expected.length);
			Arrays.fill(actual, generated.get(i).tokens().length(), actual.length,
					example.get("generate_kwargs").get("pad_token_id").intValue());
			assertThat(actual).as("%s, prompt %d, sequence %d", example.get("id").stringValue(), prompt, i)
				.isEqualTo(expected);
		}
	}

}
