package dev.decoding.samples.cli.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.decoding.logits.HammingDiversity;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.PrefixAllowedTokens;
import dev.decoding.logits.llamacpp.Dry;
import dev.decoding.logits.llamacpp.SequenceBreakers;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.SettingType;
import dev.decoding.logits.settings.Settings;
import dev.decoding.logits.vllm.VllmBadWords;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processors that settings make of code, of texts or of other sequences, from tokens.
 */
final class SpecialProcessors {

	private SpecialProcessors() {
	}

	/**
	 * Make a processor.
	 * @param name its name
	 * @param parameters its parameters
	 * @return the processor, if it is one of these
	 * @throws IllegalArgumentException if a parameter is missing or out of its range
	 */
	static Optional<LogitsProcessor> create(String name, Map<String, JsonNode> parameters) {
		return Optional.ofNullable(switch (name) {
			case "vllm-bad-words" -> new VllmBadWords(
					read(SettingType.SEQUENCES, parameters, "bad_words_token_ids", "bad_words_ids", "bad_words"));
			case "dry" -> dry(parameters);
			case "prefix-allowed-tokens", "prefix-constrained" ->
				allowing(read(SettingType.TOKENS, parameters, "allowed_tokens", "allowed_token_ids", "allowed"));
			case "temperature" ->
				number(parameters, "temperature") == Double.POSITIVE_INFINITY ? new Flattening() : null;
			case "top-p" -> Double.isNaN(number(parameters, "top_p")) ? LogitsProcessorChain.EMPTY : null;
			case "hamming-diversity" -> hammingDiversity(parameters);
			default -> null;
		});
	}

	/**
	 * Hugging Face takes some values that settings refuse.
	 */
	private static double number(Map<String, JsonNode> parameters, String name) {
		JsonNode value = parameters.get(name);
		return (value != null && value.isString()) ? SettingType.NUMBER.read(value.stringValue()) : 0;
	}

	private static LogitsProcessor dry(Map<String, JsonNode> parameters) {
		LogitsSettings.Builder settings = LogitsSettings.builder();
		List.of(Settings.DRY_MULTIPLIER, Settings.DRY_BASE, Settings.DRY_ALLOWED_LENGTH, Settings.DRY_PENALTY_LAST_N)
			.forEach((setting) -> {
				for (String key : List.of(setting.key(), setting.key().replaceFirst("dry_", ""))) {
					if (parameters.containsKey(key)) {
						settings.read(setting, value(parameters.get(key)));
					}
				}
			});
		boolean none = List.of("breakers", "sequence_breakers", "dry_sequence_breakers")
			.stream()
			.noneMatch(parameters::containsKey);
		LogitsSettings set = settings.build();
		return new Dry(set.require(Settings.DRY_MULTIPLIER), set.require(Settings.DRY_BASE),
				set.require(Settings.DRY_ALLOWED_LENGTH), set.require(Settings.DRY_PENALTY_LAST_N),
				none ? SequenceBreakers.NONE : SequenceBreakers.of(read(SettingType.SEQUENCES, parameters, "breakers",
						"sequence_breakers", "dry_sequence_breakers")));
	}

	private static LogitsProcessor allowing(List<Integer> tokens) {
		int[] allowed = tokens.stream().mapToInt(Integer::intValue).toArray();
		return new PrefixAllowedTokens((sequence) -> allowed);
	}

	/**
	 * Of the tokens that all beams have chosen, those of earlier groups count.
	 */
	private static LogitsProcessor hammingDiversity(Map<String, JsonNode> parameters) {
		List<Integer> chosen = read(SettingType.TOKENS, parameters, "current_tokens");
		int earlier = chosen.size();
		if (parameters.containsKey("beam_group_idx")) {
			int group = read(SettingType.INTEGER, parameters, "beam_group_idx");
			earlier = group * read(SettingType.INTEGER, parameters, "num_beams")
					/ read(SettingType.INTEGER, parameters, "num_beam_groups");
		}
		return new HammingDiversity(read(SettingType.NUMBER, parameters, "diversity_penalty"),
				IntStream.range(0, Math.min(earlier, chosen.size())).mapToObj(chosen::get).toList());
	}

	private static <T> T read(SettingType<T> type, Map<String, JsonNode> parameters, String... names) {
		for (String name : names) {
			if (parameters.containsKey(name)) {
				return type.read(value(parameters.get(name)));
			}
		}
		throw new IllegalArgumentException("'%s' is missing.".formatted(names[0]));
	}

	private static Object value(JsonNode node) {
		return JsonMapper.shared().convertValue(node, Object.class);
	}

	/**
	 * Divides by infinity.
	 */
	private record Flattening() implements LogitsProcessor {

		@Override
		public void process(TokenSequence sequence, Logits logits) {
			float[] scores = logits.scores();
			for (int token = 0; token < scores.length; token++) {
				scores[token] /= Float.POSITIVE_INFINITY;
			}
		}

	}

}
