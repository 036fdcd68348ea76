package dev.decoding.search.settings;

import java.util.List;
import java.util.Map;

import dev.decoding.Reference;
import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Setting;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares which strategy settings mean with Hugging Face's <code>GenerationMode</code>,
 * where it does not depend on what only Hugging Face has.
 */
class GenerationModeReferenceTests {

	private static final Map<String, Setting<?>> SETTINGS = Map.of("num_beams", StrategySettings.NUM_BEAMS,
			"num_beam_groups", StrategySettings.NUM_BEAM_GROUPS, "force_words_ids", StrategySettings.FORCE_WORDS_IDS,
			"penalty_alpha", StrategySettings.CONTRASTIVE_PENALTY_ALPHA, "top_k", StrategySettings.CONTRASTIVE_TOP_K,
			"prompt_lookup_num_tokens", StrategySettings.SPECULATIVE_NUM_TOKENS);

	@TestFactory
	List<DynamicTest> strategyIsTheModeOfTheReference() {
		List<DynamicTest> tests = Reference.json(Reference.path("generation/generation_modes.json"))
			.get("cases")
			.valueStream()
			.filter((node) -> !isSet(node, "assistant_early_exit") && !isSet(node, "use_mtp"))
			.map((node) -> DynamicTest.dynamicTest(node.get("config").toString(), () -> compare(node)))
			.toList();
		assertThat(tests).hasSizeGreaterThan(100);
		return tests;
	}

	private static boolean isSet(JsonNode node, String key) {
		return node.get("config").hasNonNull(key);
	}

	private static void compare(JsonNode node) {
		BlockSettings.Builder settings = BlockSettings.builder();
		SETTINGS.forEach((key, setting) -> {
			if (isSet(node, key)) {
				settings.read(setting, JsonMapper.shared().convertValue(node.get("config").get(key), Object.class));
			}
		});
		boolean sampling = node.get("config").path("do_sample").asBoolean(false);
		assertThat(StrategyTable.meant(settings.build(), sampling).name())
			.isEqualTo(strategy(node.get("mode").stringValue(), sampling));
	}

	/**
	 * DoLa is a model made of another here, which any strategy goes with.
	 */
	private static String strategy(String mode, boolean sampling) {
		return switch (mode) {
			case "greedy_search" -> "greedy";
			case "sample" -> "sampling";
			case "contrastive_search" -> "contrastive";
			case "beam_search" -> "beam";
			case "beam_sample" -> "beam-sampling";
			case "group_beam_search" -> "diverse-beam";
			case "constrained_beam_search" -> "constrained-beam";
			case "assisted_generation" -> "speculative";
			case "dola_generation" -> sampling ? "sampling" : "greedy";
			default -> throw new IllegalArgumentException(mode);
		};
	}

}
