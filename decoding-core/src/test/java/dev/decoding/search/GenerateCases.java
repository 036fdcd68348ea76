package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
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
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Hugging Face's {@code generate} makes of given prompts, model by model.
 */
final class GenerateCases {

	private GenerateCases() {
	}

	/**
	 * Compare with the reference on each model that has cases.
	 * @param file the file of cases, below {@code generation}
	 * @param selected which cases to run; cases in which a rounding decides are left out
	 * @param comparison runs a case on one prompt and compares
	 */
	static List<DynamicTest> compare(String file, Predicate<JsonNode> selected, Comparison comparison) {
		Map<String, List<JsonNode>> models = new TreeMap<>();
		for (JsonNode example : Reference.json(Reference.path("generation/" + file)).get("cases")) {
			if (selected.test(example) && !isFragile(example)) {
				models.computeIfAbsent(example.get("model").asString(), (name) -> new ArrayList<>()).add(example);
			}
		}
		models.keySet().removeIf((model) -> !isSupported(model));
		assertThat(models).isNotEmpty();
		return models.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(),
					() -> compare(entry.getKey(), entry.getValue(), comparison)))
			.toList();
	}

	private static void compare(String model, List<JsonNode> examples, Comparison comparison) {
		String location = Reference.path("models/tiny/" + model).toString();
		try (CausalLm lm = Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32))) {
			for (JsonNode example : examples) {
				for (int row = 0; row < example.get("input_ids").size(); row++) {
					comparison.compare(example.get("id").asString() + ", row " + row, lm, example, row);
				}
			}
		}
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

	/**
	 * Return the arguments of a case.
	 */
	static HuggingFaceArguments arguments(JsonNode example) {
		return new HuggingFaceArguments(example.get("generate_kwargs"), example.get("input_ids").get(0).size());
	}

	/**
	 * Make the request of a case.
	 */
	static GenerationRequest.Builder request(JsonNode example, int row) {
		int[] prompt = Reference.ints(example.get("input_ids").get(row));
		int[] mask = Reference.ints(example.get("attention_mask").get(row));
		boolean[] seen = new boolean[mask.length];
		for (int i = 0; i < mask.length; i++) {
			seen[i] = mask[i] == 1;
		}
		HuggingFaceArguments arguments = arguments(example);
		List<LogitsProcessor> processors = new ArrayList<>(arguments.processors());
		if (example.has("prefix_allowed_tokens")) {
			processors.add(new PrefixAllowedTokens(GenerateCases::multiplesOfThree));
		}
		return GenerationRequest.of(prompt)
			.attentionMask(seen)
			.maxNewTokens(arguments.maxNewTokens())
			.numReturnSequences(arguments.numReturnSequences())
			.endOfTextTokens(arguments.endOfTextTokens())
			.processors(ProcessorOrder.HUGGING_FACE.sort(processors));
	}

	/**
	 * Guide the model if the case asks for it.
	 */
	static CausalLm guided(CausalLm lm, JsonNode example, int row) {
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

	/**
	 * Runs a case.
	 */
	@FunctionalInterface
	interface Comparison {

		/**
		 * Run a case on one of its prompts and compare.
		 * @param id the name of the case
		 * @param lm the model
		 * @param example the case
		 * @param row the index of the prompt
		 */
		void compare(String id, CausalLm lm, JsonNode example, int row);

	}

}
