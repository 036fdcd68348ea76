package dev.decoding.logits.vllm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.decoding.Reference;
import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.MinP;
import dev.decoding.logits.ProcessorOrder;
import dev.decoding.logits.TopK;
import dev.decoding.logits.TopP;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares the chain of processors, in vLLM's order, with what vLLM makes of given
 * scores.
 */
class VllmReferenceTests {

	@TestFactory
	List<DynamicTest> scoresAreThoseOfTheReference() {
		List<DynamicTest> tests = new ArrayList<>();
		for (JsonNode example : Reference.json(Reference.path("logits/vllm_sampling.json")).get("cases")) {
			tests.add(DynamicTest.dynamicTest(example.get("id").stringValue(), () -> compare(example)));
		}
		assertThat(tests).isNotEmpty();
		return tests;
	}

	private static void compare(JsonNode example) {
		JsonNode params = example.get("params");
		TokenSequence sequence = TokenSequence.of(Reference.ints(example.get("prompt_token_ids")))
			.append(Reference.ints(example.get("output_token_ids")));
		Logits logits = Logits.of(Reference.floats(example.get("logits")));
		chain(processors(params)).process(sequence, logits);
		assertSame(logits.scores(), example.get("after_processors"));
		if (example.has("greedy")) {
			assertThat(ArgmaxSampler.highest(logits)).isEqualTo(example.get("greedy").intValue());
		}
		if (example.has("after_truncation")) {
			chain(truncation(params)).process(sequence, logits);
			assertSame(logits.scores(), example.get("after_truncation"));
			assertProbabilities(logits, example.get("probs"));
		}
	}

	/**
	 * Put processors in vLLM's order, from whichever order they are in.
	 */
	private static LogitsProcessorChain chain(List<LogitsProcessor> processors) {
		Collections.reverse(processors);
		return new LogitsProcessorChain(ProcessorOrder.VLLM.sort(processors));
	}

	private static List<LogitsProcessor> processors(JsonNode params) {
		List<LogitsProcessor> processors = new ArrayList<>();
		if (params.get("allowed_token_ids").isArray()) {
			processors.add(new AllowedTokenIds(set(params.get("allowed_token_ids"))));
		}
		if (params.get("bad_words_token_ids").isArray()) {
			processors.add(new VllmBadWords(params.get("bad_words_token_ids")
				.valueStream()
				.map((word) -> word.valueStream().map(JsonNode::intValue).toList())
				.toList()));
		}
		processors.add(new MinTokens(params.get("min_tokens").intValue(), set(params.get("stop_token_ids"))));
		if (params.get("logit_bias").isObject()) {
			Map<Integer, Double> bias = new HashMap<>();
			params.get("logit_bias")
				.propertyStream()
				.forEach((entry) -> bias.put(Integer.valueOf(entry.getKey()), entry.getValue().doubleValue()));
			processors.add(new VllmLogitBias(bias));
		}
		processors.add(new VllmPenalties(params.get("repetition_penalty").doubleValue(),
				params.get("frequency_penalty").doubleValue(), params.get("presence_penalty").doubleValue()));
		return processors;
	}

	private static List<LogitsProcessor> truncation(JsonNode params) {
		List<LogitsProcessor> processors = new ArrayList<>();
		processors.add(new VllmTemperature(params.get("temperature").doubleValue()));
		if (params.get("min_p").doubleValue() > 0) {
			processors.add(new MinP(params.get("min_p").doubleValue()));
		}
		if (params.get("top_k").intValue() > 0) {
			processors.add(new TopK(params.get("top_k").intValue()));
		}
		if (params.get("top_p").doubleValue() < 1) {
			processors.add(new TopP(params.get("top_p").doubleValue()));
		}
		return processors;
	}

	private static Set<Integer> set(JsonNode tokens) {
		Set<Integer> set = new HashSet<>();
		tokens.forEach((token) -> set.add(token.intValue()));
		return set;
	}

	private static void assertSame(float[] actual, JsonNode node) {
		float[] expected = Reference.floats(node);
		assertThat(actual).hasSameSizeAs(expected);
		for (int token = 0; token < expected.length; token++) {
			if (Float.isInfinite(expected[token])) {
				assertThat(actual[token]).as("token %d", token).isEqualTo(expected[token]);
			}
			else {
				assertThat(actual[token]).as("token %d", token)
					.isCloseTo(expected[token], within(1e-5f * Math.abs(expected[token])));
			}
		}
	}

	private static void assertProbabilities(Logits logits, JsonNode node) {
		for (int token = 0; token < node.size(); token++) {
			double expected = node.get(token).doubleValue();
			assertThat(Math.exp(logits.logProbability(token))).as("token %d", token)
				.isCloseTo(expected, within(1e-5 * expected + 1e-12));
		}
	}

}
