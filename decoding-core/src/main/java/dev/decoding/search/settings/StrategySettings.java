package dev.decoding.search.settings;

import java.util.List;
import java.util.Optional;

import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.SettingType;

/**
 * Everything that can be set for strategies. Which strategy each belongs to says
 * {@link StrategyTable}.
 */
public final class StrategySettings {

	/** How many sequences a beam search follows. */
	public static final Setting<Integer> NUM_BEAMS = Setting
		.of("num-beams", SettingType.INTEGER, "Number of sequences that a beam search follows at a time.")
		.standard(4);

	/** How the length of a sequence counts. */
	public static final Setting<Double> LENGTH_PENALTY = Setting
		.of("length-penalty", SettingType.NUMBER,
				"Power of the length that a beam search divides the score of a sequence by; above 0 favours long ones.")
		.standard(1.0);

	/** When a beam search stops. */
	public static final Setting<String> EARLY_STOPPING = Setting
		.of("early-stopping", SettingType.TEXT,
				"When a beam search stops looking for better sequences: 'true', 'false' or 'never'.")
		.standard("false");

	/** Into how many groups the beams are divided. */
	public static final Setting<Integer> NUM_BEAM_GROUPS = Setting
		.of("num-beam-groups", SettingType.INTEGER, "Number of groups of a diverse beam search.")
		.standard(2);

	/** How much the groups avoid what others have chosen. */
	public static final Setting<Double> DIVERSITY_PENALTY = Setting
		.of("diversity-penalty", SettingType.NUMBER,
				"Amount subtracted from a token's score for each beam of an earlier group that chose it.")
		.standard(0.5);

	/** Which texts must occur. */
	public static final Setting<List<String>> FORCE_WORDS = Setting.of("force-words", SettingType.TEXTS,
			"Comma-separated list of texts that a constrained beam search makes occur, with or without a space before.");

	/** Which tokens must occur. */
	public static final Setting<List<List<Integer>>> FORCE_WORDS_IDS = Setting.of("force-words-ids",
			SettingType.SEQUENCES, "Sequences of token ids that a constrained beam search makes occur.");

	/** How many candidates contrastive search looks at. */
	public static final Setting<Integer> CONTRASTIVE_TOP_K = Setting
		.of("contrastive.top-k", SettingType.INTEGER, "Number of likeliest tokens that contrastive search compares.")
		.standard(4);

	/** How much a repetition of what was meant before counts. */
	public static final Setting<Double> CONTRASTIVE_PENALTY_ALPHA = Setting
		.of("contrastive.penalty-alpha", SettingType.NUMBER,
				"Weight of the similarity to what came before, from 0 to 1, in contrastive search.")
		.standard(0.6)
		.alias("alpha");

	/** How many paths CoT decoding follows. */
	public static final Setting<Integer> COT_NUM_PATHS = Setting
		.of("cot.num-paths", SettingType.INTEGER, "Number of likeliest first tokens that CoT decoding begins with.")
		.standard(10);

	/** How CoT decoding chooses. */
	public static final Setting<String> COT_SELECTION = Setting
		.of("cot.selection", SettingType.TEXT,
				"Path that CoT decoding chooses: 'max' for the surest, 'aggregate' for the surest of those that agree.")
		.standard("aggregate");

	/** Which model guesses tokens. */
	public static final Setting<String> SPECULATIVE_DRAFT_MODEL = Setting.of("speculative.draft-model",
			SettingType.TEXT,
			"Name of the model, of those of 'decoding.models', that guesses tokens; the prompt is looked up when not set.");

	/** How many tokens are guessed at a time. */
	public static final Setting<Integer> SPECULATIVE_NUM_TOKENS = Setting
		.of("speculative.num-tokens", SettingType.INTEGER, "Number of tokens to guess at a time, at first.")
		.standard(5)
		.alias("num-assistant-tokens", "prompt-lookup-num-tokens", "tokens");

	/** How the number of guessed tokens changes. */
	public static final Setting<String> SPECULATIVE_SCHEDULE = Setting.of("speculative.schedule", SettingType.TEXT,
			"How the number of guessed tokens changes: 'constant', or 'heuristic' for more where guesses are right.")
		.standard("heuristic");

	/** How sure the model that guesses must be. */
	public static final Setting<Double> SPECULATIVE_CONFIDENCE_THRESHOLD = Setting
		.of("speculative.confidence-threshold", SettingType.NUMBER,
				"Probability below which the model that guesses stops guessing.")
		.standard(0.4);

	/** How long the run of tokens is that is looked up. */
	public static final Setting<Integer> SPECULATIVE_MAX_MATCHING_NGRAM_SIZE = Setting
		.of("speculative.max-matching-ngram-size", SettingType.INTEGER,
				"Greatest number of last tokens that are looked up in the text before them.")
		.standard(2);

	/** Whether the end of the prompt is generated anew. */
	public static final Setting<Boolean> TOKEN_HEALING = Setting
		.of("token-healing", SettingType.FLAG,
				"Whether to generate the last token before an answer anew, where it cuts a word or the like.")
		.off(false);

	private static final List<Setting<?>> ALL = List.of(TOKEN_HEALING, NUM_BEAMS, LENGTH_PENALTY, EARLY_STOPPING,
			NUM_BEAM_GROUPS, DIVERSITY_PENALTY, FORCE_WORDS, FORCE_WORDS_IDS, CONTRASTIVE_TOP_K,
			CONTRASTIVE_PENALTY_ALPHA, COT_NUM_PATHS, COT_SELECTION, SPECULATIVE_DRAFT_MODEL, SPECULATIVE_NUM_TOKENS,
			SPECULATIVE_SCHEDULE, SPECULATIVE_CONFIDENCE_THRESHOLD, SPECULATIVE_MAX_MATCHING_NGRAM_SIZE);

	private StrategySettings() {
	}

	/**
	 * Return all settings.
	 * @return the settings, in the order of the documentation
	 */
	public static List<Setting<?>> all() {
		return ALL;
	}

	/**
	 * Find a setting by any form of its name.
	 * @param name the name, in camel, kebab or snake case
	 * @return the setting, if there is one of that name
	 */
	public static Optional<Setting<?>> find(String name) {
		return ALL.stream().filter((setting) -> setting.isNamed(name)).findFirst();
	}

}
