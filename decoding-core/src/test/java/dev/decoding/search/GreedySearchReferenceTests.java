package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.Architectures;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares {@link GreedySearch} on real checkpoints with Hugging Face's {@code generate}.
 */
class GreedySearchReferenceTests {

	private static final Set<String> UNDERSTOOD = Set.of("max_new_tokens", "max_length", "eos_token_id", "pad_token_id",
			"do_sample");

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		Map<String, List<JsonNode>> models = new TreeMap<>();
		for (JsonNode example : Reference.json(Reference.path("generation/generate.json")).get("cases")) {
			if (example.get("mode").asString().equals("greedy") && isUnderstood(example)) {
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

	/**
	 * Where phi3 outgrows its original context, the reference drops the cache but still
	 * runs the last token only, and so has forgotten all the others.
	 */
	private static boolean forgetsItsContext(JsonNode example) {
		return example.get("model").asString().equals("phi3_longrope") && example.get("sequences").get(0).size() > 17;
	}

	private static boolean isUnderstood(JsonNode example) {
		return example.has("sequences") && example.get("robust").asBoolean() && !example.has("prefix_allowed_tokens")
				&& !forgetsItsContext(example)
				&& UNDERSTOOD.containsAll(example.get("generate_kwargs").propertyNames());
	}

	private static boolean isSupported(String model) {
		return Architectures.supported().contains(ModelConfig.read(Reference.path("models/tiny/" + model)).modelType());
	}

	private static void compare(String model, List<JsonNode> examples) {
		String location = Reference.path("models/tiny/" + model).toString();
		try (CausalLm lm = Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32))) {
			for (JsonNode example : examples) {
				for (int row = 0; row < example.get("input_ids").size(); row++) {
					compare(lm, example, row);
				}
			}
		}
	}

	private static void compare(CausalLm lm, JsonNode example, int row) {
		JsonNode arguments = example.get("generate_kwargs");
		int[] padded = Reference.ints(example.get("input_ids").get(row));
		int[] mask = Reference.ints(example.get("attention_mask").get(row));
		int padding = (int) Arrays.stream(mask).filter((seen) -> seen == 0).count();
		int[] prompt = Arrays.copyOfRange(padded, padding, padded.length);
		int[] expected = Reference.ints(example.get("sequences").get(row));
		int most = arguments.has("max_new_tokens") ? arguments.get("max_new_tokens").asInt()
				: arguments.has("max_length") ? arguments.get("max_length").asInt() - padded.length : 20;
		List<Integer> ends = new ArrayList<>();
		JsonNode end = arguments.get("eos_token_id");
		if (end.isArray()) {
			end.forEach((token) -> ends.add(token.asInt()));
		}
		else if (end.isNumber()) {
			ends.add(end.asInt());
		}
		GeneratedSequence sequence = new GreedySearch()
			.generate(lm, GenerationRequest.of(prompt).maxNewTokens(most).endOfTextTokens(ends).build())
			.sequences()
			.get(0);
		String id = example.get("id").asString() + ", row " + row;
		int[] generated = sequence.tokens().generated();
		assertThat(generated).as(id)
			.isEqualTo(Arrays.copyOfRange(expected, padded.length, padded.length + generated.length));
		boolean ended = ends.contains(sequence.tokens().last());
		assertThat(sequence.finishReason()).as(id).isEqualTo(ended ? FinishReason.STOP : FinishReason.LENGTH);
		double score = 0;
		for (int i = 0; i < generated.length; i++) {
			score += example.get("transition_scores_normalized").get(row).get(i).asDouble();
		}
		assertThat(sequence.score()).as(id).isCloseTo(score, within(1e-3));
	}

}
