package dev.decoding.logits.llamacpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.decoding.Reference;
import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Replays every chain of llama.cpp's samplers that there is a reference for, step by
 * step: the tokens kept and their order, their scores and probabilities, the tokens drawn
 * and the state at the end.
 */
class LlamaCppReferenceTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	/** The samplers that give the probabilities of what they leave, not of all. */
	private static final Set<String> RENORMALIZING = Set.of("dist", "temp_ext", "mirostat", "mirostat_v2",
			"adaptive_p");

	private static final Map<String, JsonNode> CASES = new LinkedHashMap<>();

	static Collection<String> cases() {
		Reference.json(Reference.path("logits/llama_cpp_samplers.json"))
			.get("cases")
			.forEach((node) -> CASES.put(node.get("id").stringValue(), node));
		return CASES.keySet();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void agreesWithTheReference(String id) {
		JsonNode node = CASES.get(id);
		List<Part> parts = node.get("chain").valueStream().map(Part::of).toList();
		LogitsProcessorChain chain = new LogitsProcessorChain(
				parts.stream().flatMap((part) -> part.processors().stream()).toList());
		TokenSampler sampler = parts.get(parts.size() - 1).sampler();
		TokenSequence sequence = TokenSequence.of(Reference.ints(node.get("accept")));
		for (int i = 0; i < node.get("steps").size(); i++) {
			JsonNode step = node.get("steps").get(i);
			Logits logits = Logits.of(Reference.floats(node.get("logits").get(i)));
			Distribution before = logits.copy().distribution();
			Logits own = logits.copy();
			LogitsProcessorChain.Following following = chain.step(sequence, logits, RandomStream.of(0, 0, i));
			assertSame(step, logits);
			boolean renormalizing = RENORMALIZING
				.contains(node.get("chain").get(parts.size() - 1).get("sampler").stringValue());
			assertProbabilities(step, own, renormalizing ? logits.distribution() : before,
					renormalizing ? logits : own);
			if (sampler != null) {
				TokenSampler.Draw draw = sampler.draw(logits, RandomStream.of(0, 0, i));
				assertThat(draw.choice().token()).as("token of step %d", i).isEqualTo(step.get("selected").intValue());
				sampler = draw.next();
				chain = following.after(draw.choice());
				sequence = sequence.append(draw.choice().token());
			}
		}
		assertMu(node, chain);
	}

	private static void assertSame(JsonNode step, Logits logits) {
		float[] expected = Reference.floats(step.get("logits"));
		int[] ids = Reference.ints(step.get("ids"));
		int[] kept = IntStream.range(0, ids.length).filter((i) -> expected[i] != GONE).toArray();
		int[] candidates = IntStream.range(0, logits.count()).filter((i) -> logits.values()[i] != GONE).toArray();
		assertThat(Arrays.stream(candidates).map(logits::token).toArray())
			.containsExactly(Arrays.stream(kept).map((i) -> ids[i]).toArray());
		for (int i : kept) {
			assertThat(logits.get(ids[i])).as("score of token %d", ids[i])
				.isCloseTo(expected[i], within(1e-5f * Math.abs(expected[i])));
		}
	}

	private static void assertProbabilities(JsonNode step, Logits logits, Distribution distribution, Logits scores) {
		float[] expected = Reference.floats(step.get("p"));
		int[] ids = Reference.ints(step.get("ids"));
		for (int i = 0; i < expected.length && expected[0] + expected[expected.length - 1] > 0; i++) {
			assertThat(distribution.probability(scores.get(ids[i]))).as("probability of token %d", ids[i])
				.isCloseTo(expected[i], within(1e-5 * expected[i] + 1e-12));
		}
	}

	private static void assertMu(JsonNode node, LogitsProcessorChain chain) {
		double expected = node.get("final_mu").doubleValue();
		for (LogitsProcessor processor : chain.processors()) {
			if (processor instanceof Mirostat mirostat) {
				assertThat(mirostat.mu()).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
			}
			if (processor instanceof MirostatV2 mirostat) {
				assertThat(mirostat.mu()).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
			}
		}
	}

	/**
	 * What one of llama.cpp's samplers is here: a processor, or how the token is chosen,
	 * or both.
	 */
	private record Part(List<LogitsProcessor> processors, @Nullable TokenSampler sampler) {

		static Part of(JsonNode node) {
			JsonNode p = node.get("params");
			return switch (node.get("sampler").stringValue()) {
				case "logit_bias" -> processor(logitBias(Reference.floats(p)));
				case "penalties" -> processor(new Penalties(p.get(1).intValue(), p.get(2).doubleValue(),
						p.get(3).doubleValue(), p.get(4).doubleValue()));
				case "dry" -> processor(new Dry(p.get(0).doubleValue(), p.get(1).doubleValue(), p.get(2).intValue(),
						p.get(3).intValue(), breakers(Reference.ints(p))));
				case "top_n_sigma" -> processor(new TopNSigma(p.get(0).doubleValue()));
				case "top_k" -> processor(new TopK(p.get(0).intValue()));
				case "typical" -> processor(new TypicalP(p.get(0).doubleValue(), p.get(1).intValue()));
				case "top_p" -> processor(new TopP(p.get(0).doubleValue(), p.get(1).intValue()));
				case "min_p" -> processor(new MinP(p.get(0).doubleValue(), p.get(1).intValue()));
				case "xtc" -> processor(new Xtc(p.get(0).doubleValue(), p.get(1).doubleValue(), p.get(2).intValue(),
						RandomNumbers.ofSeed(p.get(3).intValue())));
				case "temp" -> processor(new DynamicTemperature(p.get(0).doubleValue()));
				case "temp_ext" -> processor(
						new DynamicTemperature(p.get(0).doubleValue(), p.get(1).doubleValue(), p.get(2).doubleValue()));
				case "mirostat" -> new Part(List.of(new Mirostat(p.get(2).doubleValue(), p.get(3).doubleValue(),
						p.get(4).intValue(), 2 * p.get(2).doubleValue())), sparing(p.get(1)));
				case "mirostat_v2" -> new Part(List.of(new MirostatV2(p.get(1).doubleValue(), p.get(2).doubleValue())),
						sparing(p.get(0)));
				case "adaptive_p" ->
					new Part(List.of(new AdaptiveP(p.get(0).doubleValue(), p.get(1).doubleValue())), sparing(p.get(2)));
				case "dist" -> new Part(List.of(), dist(p.get(0)));
				case "greedy" -> new Part(List.of(), new ArgmaxSampler());
				default -> throw new AssertionError(node.toString());
			};
		}

		private static Part processor(LogitsProcessor processor) {
			return new Part(List.of(processor), null);
		}

		private static Dist dist(JsonNode seed) {
			return new Dist(RandomNumbers.ofSeed(seed.intValue()));
		}

		private static Dist sparing(JsonNode seed) {
			return Dist.sparing(RandomNumbers.ofSeed(seed.intValue()));
		}

		private static LogitBias logitBias(float[] params) {
			List<LogitBias.Bias> biases = new ArrayList<>();
			for (int i = 1; i < params.length; i += 2) {
				biases.add(new LogitBias.Bias((int) params[i], params[i + 1]));
			}
			return new LogitBias(biases);
		}

		private static SequenceBreakers breakers(int[] params) {
			List<List<Integer>> breakers = new ArrayList<>();
			for (int i = 5; i < params.length; i += 1 + params[i]) {
				breakers.add(Arrays.stream(params, i + 1, i + 1 + params[i]).boxed().toList());
			}
			return SequenceBreakers.of(breakers);
		}

	}

}
