package dev.decoding.engine.graph;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.djl.Device;
import dev.decoding.Reference;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.checkpoint.Weights;
import dev.decoding.engine.graph.Step.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class DecoderGraphTests {

	static Stream<String> models() {
		return Reference.directories("models/tiny").stream();
	}

	private static DecoderGraph load(String model, Path directory, String dtype) {
		ModelConfig config = ModelConfig.read(directory);
		assumeTrue(Architectures.supported().contains(config.text().modelType()),
				() -> model + " is of an architecture that is not supported");
		return DecoderGraph.load(config, Weights.open(Reference.path("models/tiny/" + model)), dtype, Device.cpu(),
				null);
	}

	private static String dtype(String model) {
		return model.endsWith("_bf16") ? "bfloat16" : model.endsWith("_f16") ? "float16" : "float32";
	}

	private static float tolerance(String model) {
		return model.endsWith("_bf16") ? 0.08f : model.endsWith("_f16") ? 0.01f : 2e-5f;
	}

	@ParameterizedTest
	@MethodSource("models")
	void fullForwardGivesTheReferencesLogits(String model) {
		Path directory = Reference.path("models/tiny/" + model);
		JsonNode reference = Reference.json(directory.resolve("logits.json"));
		try (DecoderGraph graph = load(model, directory, dtype(model))) {
			for (JsonNode prompt : reference.get("prompts")) {
				int[] ids = Reference.ints(prompt.get("input_ids"));
				float[] logits = row(graph.forward(full(ids)).logits(), 0, graph.info().vocabularySize());
				assertClose(model, logits, Reference.floats(prompt.get("last_logits")));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("models")
	void configurationOfTransformers4GivesTheSame(String model, @TempDir Path copy) throws Exception {
		Path directory = Reference.path("models/tiny/" + model);
		assumeTrue(Files.exists(directory.resolve("config.v4.json")), "no configuration of transformers 4");
		Files.copy(directory.resolve("config.v4.json"), copy.resolve("config.json"));
		JsonNode reference = Reference.json(directory.resolve("logits.json"));
		try (DecoderGraph graph = load(model, copy, dtype(model))) {
			JsonNode prompt = reference.get("prompts").get(reference.get("prompts").size() - 1);
			int[] ids = Reference.ints(prompt.get("input_ids"));
			float[] logits = row(graph.forward(full(ids)).logits(), 0, graph.info().vocabularySize());
			assertClose(model, logits, Reference.floats(prompt.get("last_logits")));
		}
	}

	@ParameterizedTest
	@MethodSource("models")
	void tokenByTokenThroughTheCacheGivesTheSame(String model) {
		Path directory = Reference.path("models/tiny/" + model);
		JsonNode reference = Reference.json(directory.resolve("logits.json"));
		try (DecoderGraph graph = load(model, directory, dtype(model))) {
			assumeTrue(graph.keyLength(1000, 1000) == 0, "rotations depend on the length: see the test of the engine");
			graph.allocateCache(64);
			for (JsonNode prompt : reference.get("prompts")) {
				int[] ids = Reference.ints(prompt.get("input_ids"));
				float[] logits = new float[0];
				for (int i = 0; i < ids.length; i++) {
					logits = row(graph.forward(single(ids[i], i)).logits(), 0, graph.info().vocabularySize());
				}
				assertClose(model, logits, Reference.floats(prompt.get("last_logits")));
			}
		}
	}

	@Test
	void weightsInFloat16ComputedInFloat32GiveTheSameTokenByTokenAsAtOnce() {
		Path directory = Reference.path("models/tiny/llama_f16");
		try (DecoderGraph graph = load("llama_f16", directory, "float32")) {
			graph.allocateCache(64);
			int vocabulary = graph.info().vocabularySize();
			int[] ids = IntStream.range(0, 40).map((i) -> i * 31 % vocabulary).toArray();
			int[] rows = IntStream.range(0, ids.length).toArray();
			Step full = full(ids);
			FloatBuffer logits = graph
				.forward(new Step(ids, full.positions(), full.lengths(), full.slots(), full.groups(), rows, new int[0],
						List.of()))
				.logits();
			float[][] expected = IntStream.of(rows)
				.mapToObj((row) -> row(logits, row, vocabulary))
				.toArray(float[][]::new);
			for (int i = 0; i < ids.length; i++) {
				assertClose("llama", row(graph.forward(single(ids[i], i)).logits(), 0, vocabulary), expected[i]);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("models")
	void mixedBatchOfDifferentLengthsGivesTheSame(String model) {
		Path directory = Reference.path("models/tiny/" + model);
		JsonNode reference = Reference.json(directory.resolve("logits.json"));
		List<int[]> prompts = new ArrayList<>();
		reference.get("prompts").forEach((prompt) -> prompts.add(Reference.ints(prompt.get("input_ids"))));
		try (DecoderGraph graph = load(model, directory, dtype(model))) {
			graph.allocateCache(512);
			int most = prompts.stream().mapToInt((ids) -> ids.length).max().getAsInt();
			// Slots of one sequence lie apart, so that they have to be gathered.
			int[][] slots = new int[prompts.size()][];
			for (int i = 0; i < slots.length; i++) {
				int offset = i;
				slots[i] = IntStream.range(0, prompts.get(i).length).map((j) -> j * 7 + offset).toArray();
				prefillAllButTheLast(graph, prompts.get(i), slots[i]);
			}
			List<Integer> tokens = new ArrayList<>();
			List<Integer> positions = new ArrayList<>();
			List<Integer> lengths = new ArrayList<>();
			List<Integer> written = new ArrayList<>();
			int[] table = new int[slots.length * most];
			int[] keyLengths = new int[slots.length];
			for (int i = 0; i < slots.length; i++) {
				int last = prompts.get(i).length - 1;
				tokens.add(prompts.get(i)[last]);
				positions.add(last);
				lengths.add(last + 1);
				written.add(slots[i][last]);
				keyLengths[i] = last + 1;
				System.arraycopy(slots[i], 0, table, i * most, last + 1);
			}
			int[] longest = prompts.get(prompts.size() - 1);
			for (int i = 0; i < longest.length; i++) {
				tokens.add(longest[i]);
				positions.add(i);
				lengths.add(longest.length);
				written.add(0);
			}
			int[] rows = IntStream.rangeClosed(0, slots.length).toArray();
			rows[slots.length] = tokens.size() - 1;
			Step step = new Step(array(tokens), array(positions), array(lengths), array(written),
					List.of(new Group(slots.length, 1, true, most, keyLengths, new int[0], table, false, 0),
							Group.uncached(longest.length)),
					rows, new int[0], List.of());
			FloatBuffer logits = graph.forward(step).logits();
			for (int i = 0; i <= slots.length; i++) {
				JsonNode prompt = reference.get("prompts").get(Math.min(i, slots.length - 1));
				assertClose(model, row(logits, i, graph.info().vocabularySize()),
						Reference.floats(prompt.get("last_logits")));
			}
		}
	}

	private static void prefillAllButTheLast(DecoderGraph graph, int[] ids, int[] slots) {
		int count = ids.length - 1;
		if (count == 0) {
			return;
		}
		int[] lengths = new int[count];
		Arrays.fill(lengths, ids.length);
		graph.forward(
				new Step(Arrays.copyOf(ids, count), IntStream.range(0, count).toArray(), lengths,
						Arrays.copyOf(slots, count), List.of(new Group(1, count, true, count, new int[] { count },
								new int[0], Arrays.copyOf(slots, count), false, 0)),
						new int[0], new int[0], List.of()));
	}

	@ParameterizedTest
	@MethodSource("models")
	void hiddenStatesAndEarlierLayersAreThoseOfTheReference(String model) {
		Path directory = Reference.path("models/tiny/" + model);
		JsonNode hidden = Reference.json(directory.resolve("logits.json")).get("hidden");
		assumeTrue(hidden != null && hidden.has("hidden_states"), "no hidden states");
		try (DecoderGraph graph = load(model, directory, dtype(model))) {
			int[] ids = Reference.ints(hidden.get("input_ids"));
			int[] rows = IntStream.range(0, ids.length).toArray();
			Step full = full(ids);
			int layers = graph.info().layers();
			StepResult result = graph.forward(new Step(full.tokens(), full.positions(), full.lengths(), full.slots(),
					full.groups(), rows, rows, List.of(layers)));
			JsonNode last = hidden.get("hidden_states").get(hidden.get("hidden_states").size() - 1);
			for (int i = 0; i < ids.length; i++) {
				assertClose(model, row(result.hidden(), i, graph.info().hiddenSize()), Reference.floats(last.get(i)));
			}
			float[] logits = row(result.logits(), ids.length - 1, graph.info().vocabularySize());
			assertThat(row(result.layerLogits().get(layers), ids.length - 1, logits.length)).isEqualTo(logits);
		}
	}

	private static Step single(int token, int position) {
		return new Step(new int[] { token }, new int[] { position }, new int[] { position + 1 },
				new int[] { 5 + position }, List.of(Group.contiguous(1, position + 1, 5)), new int[] { 0 }, new int[0],
				List.of());
	}

	private static Step full(int[] ids) {
		int[] lengths = new int[ids.length];
		Arrays.fill(lengths, ids.length);
		return new Step(ids, IntStream.range(0, ids.length).toArray(), lengths, new int[ids.length],
				List.of(Group.uncached(ids.length)), new int[] { ids.length - 1 }, new int[0], List.of());
	}

	private static int[] array(List<Integer> values) {
		return values.stream().mapToInt(Integer::intValue).toArray();
	}

	private static float[] row(FloatBuffer rows, int row, int width) {
		float[] values = new float[width];
		rows.get(row * width, values);
		return values;
	}

	private static void assertClose(String model, float[] actual, float[] expected) {
		assertThat(actual).hasSameSizeAs(expected);
		double worst = 0;
		for (int i = 0; i < expected.length; i++) {
			double difference = Math.abs(actual[i] - expected[i]);
			worst = Double.isNaN(difference) ? Double.MAX_VALUE : Math.max(worst, difference);
		}
		assertThat(worst).as(model).isCloseTo(0, within((double) tolerance(model)));
	}

}
