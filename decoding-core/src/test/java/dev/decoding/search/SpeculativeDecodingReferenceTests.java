package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.decoding.HuggingFaceArguments;
import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.Architectures;
import dev.decoding.logits.ProcessorOrder;
import dev.decoding.logits.RepetitionPenalty;
import dev.decoding.logits.TopK;
import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares {@link SpeculativeDecoding} on real checkpoints with {@link GreedySearch}, and
 * with Hugging Face's {@code generate}.
 */
class SpeculativeDecodingReferenceTests {

	/** By so much an engine may be wrong; nearer tokens may change places. */
	private static final double CLOSE = 1e-4;

	private static CausalLm load(String model) {
		return Engine
			.load(EngineOptions.of(Reference.path("models/tiny/" + model).toString()).withDtype(Dtype.FLOAT32));
	}

	@TestFactory
	List<DynamicTest> sequencesAreThoseOfTheReference() {
		Map<String, List<JsonNode>> assistants = new TreeMap<>();
		for (JsonNode example : Reference.json(Reference.path("generation/generate.json")).get("cases")) {
			String mode = example.get("mode").asString();
			if ((mode.equals("assisted") || mode.equals("prompt_lookup")) && example.get("robust").asBoolean()) {
				assertThat(example.get("model").asString()).isEqualTo("llama");
				assistants.computeIfAbsent(example.path("assistant").asString(mode), (name) -> new ArrayList<>())
					.add(example);
			}
		}
		assertThat(assistants).containsKeys("llama_tied", "prompt_lookup");
		return assistants.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())))
			.toList();
	}

	private static void compare(String assistant, List<JsonNode> examples) {
		try (CausalLm lm = load("llama"); CausalLm draft = load("llama_tied")) {
			for (JsonNode example : examples) {
				int[] prompt = Reference.ints(example.get("input_ids").get(0));
				JsonNode json = example.get("generate_kwargs");
				HuggingFaceArguments arguments = new HuggingFaceArguments(json, prompt.length);
				Drafter drafter = assistant.equals("prompt_lookup")
						? new PromptLookupDrafter(json.path("max_matching_ngram_size").asInt(2))
						: new DraftModel(draft);
				DraftLength length = DraftLength.constant(json.path("prompt_lookup_num_tokens").asInt(20));
				GeneratedSequence sequence = new SpeculativeDecoding(drafter, length, false)
					.generate(lm,
							GenerationRequest.of(prompt)
								.maxNewTokens(arguments.maxNewTokens())
								.endOfTextTokens(arguments.endOfTextTokens())
								.processors(ProcessorOrder.HUGGING_FACE.sort(arguments.processors()))
								.build())
					.sequences()
					.get(0);
				String id = example.get("id").asString();
				assertThat(sequence.tokens().toArray()).as(id)
					.isEqualTo(Reference.ints(example.get("sequences").get(0)));
				for (int i = 0; i < sequence.logProbabilities().size(); i++) {
					assertThat(sequence.logProbabilities().get(i)).as("%s, token %d", id, i)
						.isCloseTo(example.get("transition_scores_normalized").get(0).get(i).asDouble(), within(1e-4));
				}
			}
		}
	}

	@TestFactory
	List<DynamicTest> greedyIsGreedySearchOnEachModel() {
		return Reference.directories("models/tiny")
			.stream()
			.map((model) -> DynamicTest.dynamicTest(model, () -> compareWithGreedySearch(model)))
			.toList();
	}

	private static void compareWithGreedySearch(String model) {
		String type = ModelConfig.read(Reference.path("models/tiny/" + model)).modelType();
		assertThat(Architectures.supported()).contains(type);
		try (CausalLm lm = load(model); CausalLm draft = load(type.equals("qwen3") ? "gpt2" : "qwen3")) {
			for (int prompt = 3; prompt <= 19; prompt += 8) {
				int length = prompt;
				int[] tokens = IntStream.range(0, length).map((i) -> (i * i * 7 + length) % 11 + 20).toArray();
				GenerationRequest request = GenerationRequest.of(tokens)
					.maxNewTokens(28)
					.endOfTextTokens()
					.statistics(2)
					.build();
				GeneratedSequence plain = new GreedySearch().generate(lm, request).sequences().get(0);
				TokenSequence known = plain.tokens();
				compare(model, plain, new DraftModel(draft, 0), lm, request);
				compare(model, plain, new PromptLookupDrafter(), lm, request);
				compare(model, plain, KnownContinuation.of(known), lm, request);
				compare(model, plain, KnownContinuation.wrongEvery(5, known, (token) -> token ^ 1), lm, request);
			}
		}
	}

	@Test
	void requestsSideBySideGiveWhatTheyGiveAlone() throws Exception {
		try (CausalLm lm = load("llama"); CausalLm draft = load("llama_tied")) {
			List<GenerationRequest> requests = IntStream.range(0, 6)
				.mapToObj((i) -> GenerationRequest.of(i + 3, 2 * i, 7, 9, i + 3)
					.maxNewTokens(20)
					.seed(i)
					.numReturnSequences(1 + i % 3)
					.processors(new RepetitionPenalty(1.1), new TopK(20))
					.build())
				.toList();
			SpeculativeDecoding strategy = new SpeculativeDecoding(new DraftModel(draft, 0), DraftLength.heuristic(4),
					true);
			List<List<GeneratedSequence>> alone = requests.stream()
				.map((request) -> strategy.generate(lm, request).sequences())
				.toList();
			ExecutorService threads = Executors.newFixedThreadPool(requests.size());
			List<Future<List<GeneratedSequence>>> together = new ArrayList<>();
			for (GenerationRequest request : requests) {
				together.add(threads.submit(() -> strategy.generate(lm, request).sequences()));
			}
			for (int i = 0; i < requests.size(); i++) {
				assertThat(tokens(together.get(i).get())).as("request %d", i).isEqualTo(tokens(alone.get(i)));
			}
			threads.shutdown();
		}
	}

	private static List<TokenSequence> tokens(List<GeneratedSequence> sequences) {
		return sequences.stream().map(GeneratedSequence::tokens).toList();
	}

	private static void compare(String model, GeneratedSequence plain, Drafter drafter, CausalLm lm,
			GenerationRequest request) {
		GenerationResult result = new SpeculativeDecoding(drafter, DraftLength.constant(6), false).generate(lm,
				request);
		GeneratedSequence sequence = result.sequences().get(0);
		int[] expected = plain.tokens().generated();
		int[] generated = sequence.tokens().generated();
		int difference = Arrays.mismatch(expected, generated);
		if (difference >= 0) {
			TokenStatistics statistics = plain.statistics().get(difference);
			double gap = statistics.alternatives().get(0).logProbability()
					- statistics.alternatives().get(1).logProbability();
			assertThat(gap)
				.as("%s behind %s, %s: %s instead of %s", model, request.prompt(), drafter, sequence.tokens(),
						plain.tokens())
				.isLessThan(CLOSE);
		}
		for (int i = 0; i < ((difference >= 0) ? difference : expected.length); i++) {
			assertThat(sequence.logProbabilities().get(i))
				.as("%s behind %s, %s, token %d", model, request.prompt(), drafter, i)
				.isCloseTo(plain.logProbabilities().get(i), within(CLOSE));
		}
	}

}
