package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.NoRepeatNGram;
import dev.decoding.logits.RepetitionPenalty;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopK;
import dev.decoding.logits.TopP;
import dev.decoding.logits.TorchSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays with {@link TorchSampler} on real checkpoints what Hugging Face's
 * {@code generate} samples after {@code torch.manual_seed}.
 */
class TorchSamplingReferenceTests {

	/** What becomes no processor. */
	private static final Set<String> OTHERS = Set.of("max_new_tokens", "eos_token_id", "pad_token_id", "do_sample",
			"num_return_sequences", "top_k");

	private static final int DEFAULT_TOP_K = 50;

	/** In the reference's order. */
	private static final Map<String, Function<JsonNode, LogitsProcessor>> PROCESSORS = new LinkedHashMap<>();

	static {
		PROCESSORS.put("repetition_penalty", (value) -> new RepetitionPenalty(value.doubleValue()));
		PROCESSORS.put("no_repeat_ngram_size", (value) -> new NoRepeatNGram(value.intValue()));
		PROCESSORS.put("temperature", (value) -> new Temperature(value.doubleValue()));
		PROCESSORS.put("top_k", (value) -> new TopK(value.intValue()));
		PROCESSORS.put("top_p", (value) -> new TopP(value.doubleValue()));
	}

	/**
	 * Beams are not drawn one by one, and what is looked up in the prompt is not drawn at
	 * all: those modes belong to other strategies.
	 */
	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		Map<String, List<JsonNode>> models = new TreeMap<>();
		for (JsonNode example : Reference.json(Reference.path("generation/generate_sample.json")).get("cases")) {
			if (example.get("mode").stringValue().equals("sample") && isUnderstood(example)) {
				models.computeIfAbsent(example.get("model").stringValue(), (name) -> new ArrayList<>()).add(example);
			}
		}
		return models.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())))
			.toList();
	}

	private static boolean isUnderstood(JsonNode example) {
		return example.get("generate_kwargs")
			.propertyNames()
			.stream()
			.allMatch((name) -> PROCESSORS.containsKey(name) || OTHERS.contains(name));
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
		JsonNode arguments = example.get("generate_kwargs");
		int[] padded = Reference.ints(example.get("input_ids").get(prompt));
		int[] mask = Reference.ints(example.get("attention_mask").get(prompt));
		int padding = (int) Arrays.stream(mask).filter((seen) -> seen == 0).count();
		int sequences = arguments.path("num_return_sequences").asInt(1);
		int rows = example.get("input_ids").size() * sequences;
		GenerationRequest request = GenerationRequest.of(Arrays.copyOfRange(padded, padding, padded.length))
			.maxNewTokens(arguments.get("max_new_tokens").intValue())
			.endOfTextTokens(arguments.get("eos_token_id").valueStream().map(JsonNode::intValue).toList())
			.processors(processors(arguments, Arrays.copyOf(padded, padding)))
			.sampler(new TorchSampler(prompt * sequences, rows))
			.seed(example.get("seed").longValue())
			.numReturnSequences(sequences)
			.build();
		List<GeneratedSequence> generated = new Sampling().generate(lm, request).sequences();
		for (int i = 0; i < sequences; i++) {
			int[] expected = Reference.ints(example.get("sequences").get(prompt * sequences + i));
			int[] actual = Arrays.copyOf(padded, expected.length);
			int[] tokens = generated.get(i).tokens().generated();
			Arrays.fill(actual, padded.length, actual.length, arguments.get("pad_token_id").intValue());
			System.arraycopy(tokens, 0, actual, padded.length, tokens.length);
			assertThat(actual).as("%s, prompt %d, sequence %d", example.get("id").stringValue(), prompt, i)
				.isEqualTo(expected);
		}
	}

	private static List<LogitsProcessor> processors(JsonNode arguments, int[] padding) {
		List<LogitsProcessor> processors = new ArrayList<>();
		PROCESSORS.forEach((name, processor) -> {
			if (name.equals("top_k") && arguments.path(name).asInt(DEFAULT_TOP_K) > 0) {
				processors.add(new TopK(arguments.path(name).asInt(DEFAULT_TOP_K)));
			}
			else if (!name.equals("top_k") && arguments.has(name)) {
				processors.add(padded(processor.apply(arguments.get(name)), padding));
			}
		});
		return processors;
	}

	/**
	 * The reference's processors see the padding, too.
	 */
	private static LogitsProcessor padded(LogitsProcessor processor, int[] padding) {
		return (sequence, logits) -> processor.process(TokenSequence.of(padding).append(sequence.toArray()), logits);
	}

}
