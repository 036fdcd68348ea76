package dev.decoding.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.decoding.Reference;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.Architectures;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelException;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class EngineTests {

	private static EngineOptions options(String model) {
		return EngineOptions.of(Reference.path("models/" + model).toString());
	}

	@Test
	void greedyContinuationsAreThoseOfTheReference() {
		JsonNode golden = Reference.json(Reference.path("models/stories260K/golden.json"));
		try (CausalLm model = Engine.load(options("stories260K"))) {
			for (JsonNode example : golden.get("cases")) {
				for (JsonNode run : example.get("runs")) {
					JsonNode arguments = run.get("kwargs");
					if (arguments.propertyNames().stream().allMatch(List.of("max_new_tokens", "do_sample")::contains)) {
						int[] prompt = Reference.ints(example.get("input_ids"));
						int[] expected = Reference.ints(run.get("sequences").get(0));
						assertThat(greedy(model, TokenSequence.of(prompt), expected.length)).isEqualTo(expected);
					}
				}
			}
		}
	}

	private static int[] greedy(CausalLm model, TokenSequence sequence, int length) {
		while (sequence.length() < length) {
			sequence = sequence.append(argmax(model.evaluate(Query.next(sequence)).nextLogits().scores()));
		}
		return sequence.toArray();
	}

	private static int argmax(float[] scores) {
		int best = 0;
		for (int i = 1; i < scores.length; i++) {
			best = (scores[i] > scores[best]) ? i : best;
		}
		return best;
	}

	@Test
	void keysUnderDynamicScalingStayAsTheyWereComputed() {
		JsonNode cached = Reference.json(Reference.path("models/tiny/llama_rope_dynamic/logits.json"))
			.get("cached_decode");
		int[] ids = Reference.ints(cached.get("input_ids"));
		try (CausalLm lm = Engine.load(options("tiny/llama_rope_dynamic"))) {
			assertThat(tokenByToken(lm, ids)).containsExactly(Reference.floats(cached.get("last_logits")),
					within(2e-5f));
		}
	}

	@Test
	void keysUnderLongRopeAreComputedAnewBeyondTheOriginalLength() {
		JsonNode prompts = Reference.json(Reference.path("models/tiny/phi3_longrope/logits.json")).get("prompts");
		try (CausalLm lm = Engine.load(options("tiny/phi3_longrope"))) {
			for (JsonNode prompt : prompts) {
				assertThat(tokenByToken(lm, Reference.ints(prompt.get("input_ids"))))
					.containsExactly(Reference.floats(prompt.get("last_logits")), within(2e-5f));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "phi3_longrope", "llama_rope_dynamic", "llama" })
	void positionsBehindThePromptGiveWhatTheyGaveWhenTheyWereLast(String model) {
		int[] ids = IntStream.range(0, 24).map((i) -> 40 + i * i % 97).toArray();
		try (CausalLm lm = Engine.load(options("tiny/" + model))) {
			for (int promptLength = 3; promptLength < 22; promptLength += 6) {
				TokenSequence sequence = TokenSequence.of(ids).withPromptLength(promptLength);
				boolean[] mask = new boolean[ids.length];
				for (int hidden = 0; hidden < 3; hidden++) {
					Arrays.fill(mask, true);
					Arrays.fill(mask, 0, hidden, false);
					compareWithLastPositions(lm, sequence, mask);
				}
			}
		}
	}

	private static void compareWithLastPositions(CausalLm lm, TokenSequence sequence, boolean[] mask) {
		for (int from = sequence.promptLength(); from < sequence.length(); from += 4) {
			Query query = Query.logits(sequence, from)
				.and(Output.TOKEN_LOG_PROBABILITIES)
				.and(Output.HIDDEN_STATES)
				.and(Output.NEXT_LOGITS)
				.withLayers(List.of(1))
				.withAttentionMask(mask);
			Evaluation.Result result = lm.evaluate(query);
			for (int position = from; position < sequence.length(); position++) {
				boolean[] seen = Arrays.copyOf(mask, position + 1);
				Evaluation.Result last = lm.evaluate(Query.logits(sequence.take(position + 1), position)
					.and(Output.HIDDEN_STATES)
					.withLayers(List.of(1))
					.withAttentionMask(seen));
				String id = "%s, from %d, position %d".formatted(sequence, from, position);
				assertThat(result.logits(position).scores()).as(id)
					.containsExactly(last.logits(position).scores(), within(2e-5f));
				assertThat(result.hiddenState(position)).as(id)
					.containsExactly(last.hiddenState(position), within(2e-5f));
				assertThat(result.layerLogits(1, position).scores()).as(id)
					.containsExactly(last.layerLogits(1, position).scores(), within(2e-5f));
				Logits before = lm
					.evaluate(Query.next(sequence.take(position)).withAttentionMask(Arrays.copyOf(mask, position)))
					.nextLogits();
				assertThat(result.tokenLogProbabilities()[position - from]).as(id)
					.isCloseTo(before.logProbability(sequence.get(position)), within(2e-5));
			}
			assertThat(result.nextLogits().scores()).containsExactly(result.logits(sequence.length() - 1).scores());
		}
	}

	private static float[] tokenByToken(CausalLm lm, int[] ids) {
		TokenSequence sequence = TokenSequence.of(ids[0]);
		for (int i = 1; i < ids.length; i++) {
			lm.evaluate(Query.next(sequence));
			sequence = sequence.append(ids[i]);
		}
		return lm.evaluate(Query.next(sequence)).nextLogits().scores();
	}

	static List<String> models() {
		return Reference.directories("models/tiny")
			.stream()
			.filter((name) -> !name.endsWith("_bf16") && !name.endsWith("_f16"))
			.toList();
	}

	/**
	 * Any interleaving of append, take, fork and evaluate, by several threads: with much
	 * room, with room for a few blocks and with no cache, it gives the logits of a model
	 * that computes every sequence alone and whole.
	 */
	@ParameterizedTest
	@MethodSource("models")
	void logitsDoNotDependOnTheCache(String model) throws Exception {
		Path directory = Reference.path("models/tiny/" + model);
		assumeTrue(Architectures.supported().contains(ModelConfig.read(directory).text().modelType()),
				() -> model + " is of an architecture that is not supported");
		EngineOptions options = options("tiny/" + model).withPrefillChunk(8);
		try (CausalLm whole = Engine.load(options.withKvCacheSize(0).withMaxBatch(1))) {
			for (long size : new long[] { 1 << 20, 24_000, 0 }) {
				try (CausalLm lm = Engine.load(options.withKvCacheSize(size))) {
					interleave(lm, whole, size + 1);
				}
			}
		}
	}

	private static void interleave(CausalLm lm, CausalLm whole, long seed) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(3);
		List<Future<?>> all = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			long own = seed + i;
			all.add(threads.submit(() -> interleave(lm, whole, new Random(own), "seed " + own)));
		}
		for (Future<?> future : all) {
			future.get();
		}
		threads.shutdown();
	}

	private static void interleave(CausalLm lm, CausalLm whole, Random random, String description) {
		List<TokenSequence> sequences = new ArrayList<>(List.of(TokenSequence.of(1, 2, 3)));
		for (int step = 0; step < 12; step++) {
			TokenSequence sequence = sequences.get(random.nextInt(sequences.size()));
			int longest = Math.min(60, lm.info().contextLength());
			if (random.nextInt(3) == 0 || sequence.length() > longest - 20) {
				sequence = sequence.take(1 + random.nextInt(sequence.length()));
			}
			sequence = sequence.append(random.ints(random.nextInt(20), 0, lm.info().vocabularySize()).toArray());
			sequences.add(sequence);
			List<Query> queries = List.of(Query.next(sequence), Query.logits(sequence, sequence.length() / 2));
			Evaluation actual = lm.evaluate(queries);
			Evaluation expected = whole.evaluate(queries);
			check(actual.get(0).nextLogits().scores(), expected.get(0).nextLogits().scores(), description);
			for (int i = sequence.length() / 2; i < sequence.length(); i++) {
				check(actual.get(1).logits(i).scores(), expected.get(1).logits(i).scores(), description);
			}
		}
	}

	private static void check(float[] actual, float[] expected, String description) {
		assertThat(actual).as(description).containsExactly(expected, within(1e-4f));
		assertThat(argmax(actual)).as(description).isEqualTo(argmax(expected));
	}

	@Test
	void secondCallFindsThePromptInTheCache() {
		try (CausalLm lm = Engine.load(options("tiny/llama"))) {
			TokenSequence prompt = TokenSequence.of(new Random(1).ints(50, 0, 256).toArray());
			assertThat(lm.evaluate(Query.next(prompt)).cachedTokens()).isZero();
			assertThat(lm.evaluate(Query.next(prompt.append(1))).cachedTokens()).isEqualTo(50);
		}
	}

	@Test
	void tokensOutsideTheVocabularyAreRefused() {
		try (CausalLm lm = Engine.load(options("tiny/llama"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> lm.evaluate(Query.next(TokenSequence.of(1, 256))))
				.withMessage(
						"Token 256 at position 1 is outside the vocabulary of 'llama', whose ids go from 0 to 255");
			assertThat(lm.evaluate(Query.next(TokenSequence.of(1, 255))).nextLogits().vocabularySize()).isEqualTo(256);
		}
	}

	@Test
	void layersThatAreNotThereAreRefused() {
		try (CausalLm lm = Engine.load(options("tiny/llama"))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> lm.evaluate(Query.next(TokenSequence.of(1)).withLayers(List.of(4))))
				.withMessageStartingWith("Layer 4 is not one of 'llama'");
		}
	}

	@Test
	void sequencesLongerThanTheContextAreRefused() {
		try (CausalLm lm = Engine.load(options("tiny/llama").withContextLength(4))) {
			assertThatExceptionOfType(ContextLengthExceededException.class)
				.isThrownBy(() -> lm.evaluate(Query.next(TokenSequence.of(1, 2, 3, 4, 5))))
				.withMessageContaining("5 tokens");
		}
	}

	@Test
	void contextLongerThanTheCheckpointAllowsIsRefused() {
		EngineOptions tooLong = options("tiny/llama").withContextLength(100_000);
		assertThatIllegalArgumentException().isThrownBy(() -> Engine.load(tooLong))
			.withMessageContaining("100000 tokens");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gpu:99", "tpu" })
	void devicesThatAreNotThereAreRefused(String device) {
		EngineOptions elsewhere = options("tiny/llama").withDevice(device);
		assertThatIllegalArgumentException().isThrownBy(() -> Engine.load(elsewhere))
			.withMessageContaining("'" + device + "'");
	}

	@Test
	void closedModelSaysSo() {
		CausalLm lm = Engine.load(options("tiny/llama"));
		lm.close();
		lm.close();
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> lm.evaluate(Query.next(TokenSequence.of(1))))
			.withMessage("The model is closed");
	}

}
