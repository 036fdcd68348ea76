package dev.decoding.samples.cli.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The names of llama.cpp's parameters where a line has them as a list under
 * {@code params}, in the order of its C functions.
 */
final class LlamaCppParameters {

	private static final Map<String, List<String>> NAMES = Map.ofEntries(
			Map.entry("llama-cpp-penalties", List.of("n_vocab", "last_n", "repeat", "freq", "present")),
			Map.entry("penalties", List.of("n_vocab", "last_n", "repeat", "freq", "present")),
			Map.entry("dry", List.of("multiplier", "base", "allowed_length", "penalty_last_n")),
			Map.entry("top-n-sigma", List.of("n")), Map.entry("llama-cpp-top-k", List.of("k")),
			Map.entry("llama-cpp-typical-p", List.of("p", "min_keep")),
			Map.entry("llama-cpp-top-p", List.of("p", "min_keep")),
			Map.entry("llama-cpp-min-p", List.of("p", "min_keep")),
			Map.entry("xtc", List.of("probability", "threshold", "min_keep", "seed")),
			Map.entry("temp", List.of("temp")), Map.entry("temp-ext", List.of("temp", "range", "exponent")),
			Map.entry("dynamic-temperature", List.of("temp", "range", "exponent")),
			Map.entry("mirostat", List.of("n_vocab", "seed", "tau", "eta", "m")),
			Map.entry("mirostat-v2", List.of("seed", "tau", "eta")),
			Map.entry("adaptive-p", List.of("target", "decay", "seed")));

	private LlamaCppParameters() {
	}

	/**
	 * Replace a list of parameters by the parameters under their names.
	 * @param processor the name of the processor
	 * @param parameters the parameters, which are changed
	 */
	static void name(String processor, Map<String, JsonNode> parameters) {
		if (!(parameters.get("params") instanceof ArrayNode values)) {
			return;
		}
		parameters.remove("params");
		if (processor.equals("logit-bias")) {
			parameters.put("logit_bias", pairs(values));
			return;
		}
		List<String> names = NAMES.get(processor);
		if (names == null || values.size() < names.size()) {
			throw new IllegalArgumentException("'%s' does not have %d parameters in a list; give them by name."
				.formatted(processor, values.size()));
		}
		for (int i = 0; i < names.size(); i++) {
			parameters.put(names.get(i), values.get(i));
		}
		if (processor.equals("dry") && values.size() > names.size()) {
			parameters.put("breakers", breakers(values, names.size()));
		}
	}

	/**
	 * Behind the size of the vocabulary, each token is followed by its bias.
	 */
	private static JsonNode pairs(ArrayNode values) {
		ArrayNode pairs = JsonMapper.shared().createArrayNode();
		for (int i = 1; i + 1 < values.size(); i += 2) {
			pairs.addArray().add(values.get(i)).add(values.get(i + 1));
		}
		return pairs;
	}

	/**
	 * Behind the number of breakers, each has its length and its tokens.
	 */
	private static JsonNode breakers(ArrayNode values, int start) {
		List<List<Integer>> breakers = new ArrayList<>();
		for (int i = start + 1; i < values.size(); i += 1 + values.get(i).asInt()) {
			List<Integer> breaker = new ArrayList<>();
			for (int token = 1; token <= values.get(i).asInt(); token++) {
				breaker.add(values.get(i + token).asInt());
			}
			breakers.add(breaker);
		}
		return JsonMapper.shared().valueToTree(breakers);
	}

}
