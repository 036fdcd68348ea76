package dev.decoding.logits.settings;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.decoding.logits.PrefixAllowedTokens;
import dev.decoding.logits.llamacpp.SequenceBreakers;

/**
 * Everything that can be set for logits processors. Which processor each belongs to says
 * {@link ProcessorTable}.
 */
public final class Settings {

	/** The order in which processors run. */
	public static final Setting<List<String>> ORDER = Setting
		.of("order", SettingType.TEXTS,
				"Order of the processors: 'hugging-face', 'llama-cpp', 'vllm', or a comma-separated list of names.")
		.standard(List.of("hugging-face"));

	/** The divisor of the scores. */
	public static final Setting<Double> TEMPERATURE = Setting
		.of("temperature", SettingType.NUMBER,
				"Divisor of the scores; below 1 makes likely tokens likelier, 0 always takes the likeliest.")
		.off(1.0, 0.0)
		.alias("temp", "t");

	/** How many of the likeliest tokens are kept. */
	public static final Setting<Integer> TOP_K = Setting
		.of("top-k", SettingType.INTEGER, "Number of likeliest tokens to choose from; 0 for all.")
		.off(0)
		.alias("k");

	/** How much probability the likeliest tokens that are kept have together. */
	public static final Setting<Double> TOP_P = Setting
		.of("top-p", SettingType.NUMBER, "Probability that the likeliest tokens to choose from must reach together.")
		.off(1.0)
		.alias("p");

	/** How likely a token that is kept is, measured by the likeliest. */
	public static final Setting<Double> MIN_P = Setting
		.of("min-p", SettingType.NUMBER,
				"Least probability of the tokens to choose from, as a share of the highest one.")
		.off(0.0)
		.alias("p");

	/** How much probability the most typical tokens have together. */
	public static final Setting<Double> TYPICAL_P = Setting
		.of("typical-p", SettingType.NUMBER,
				"Probability that the most typical tokens to choose from must reach together.")
		.off(1.0)
		.alias("mass", "p", "typ_p");

	/** How likely a token that is kept is. */
	public static final Setting<Double> EPSILON_CUTOFF = Setting
		.of("epsilon-cutoff", SettingType.NUMBER, "Least probability of the tokens to choose from; 0 for none.")
		.off(0.0)
		.alias("epsilon");

	/** How likely a token that is kept is, where the model is sure. */
	public static final Setting<Double> ETA_CUTOFF = Setting.of("eta-cutoff", SettingType.NUMBER,
			"Least probability of the tokens to choose from where the model is sure; less where it is not; 0 for none.")
		.off(0.0)
		.alias("epsilon");

	/** How much of the entropy the tokens that are kept have. */
	public static final Setting<Double> TOP_H = Setting.of("top-h", SettingType.NUMBER,
			"Share of the entropy that the likeliest tokens to choose from may have together.");

	/** Whether only tokens are kept that are likelier than a random match. */
	public static final Setting<Boolean> P_LESS = Setting
		.of("p-less", SettingType.FLAG,
				"Whether to choose only from tokens at least as likely as it is that two draws are the same.")
		.off(false);

	/** How many standard deviations below the highest score are kept. */
	public static final Setting<Double> TOP_N_SIGMA = Setting.of("top-n-sigma", SettingType.NUMBER,
			"Number of standard deviations that the score of a token to choose from may be below the highest; 0 for any.")
		.off(0.0, -1.0)
		.alias("n");

	/** How often the likeliest tokens are excluded. */
	public static final Setting<Double> XTC_PROBABILITY = Setting
		.of("xtc.probability", SettingType.NUMBER, "How often to exclude the likeliest tokens, from 0 to 1.")
		.off(0.0)
		.alias("p");

	/** How likely a token is that can be excluded. */
	public static final Setting<Double> XTC_THRESHOLD = Setting
		.of("xtc.threshold", SettingType.NUMBER,
				"Least probability of a token that can be excluded; above 0.5 none is.")
		.standard(0.1)
		.alias("t");

	/** How far the temperature moves to both sides. */
	public static final Setting<Double> DYNAMIC_TEMPERATURE_RANGE = Setting
		.of("dynamic-temperature.range", SettingType.NUMBER,
				"How far the temperature moves to both sides with the entropy; 0 for not at all.")
		.off(0.0)
		.alias("dynatemp_range", "delta");

	/** How the temperature follows the entropy. */
	public static final Setting<Double> DYNAMIC_TEMPERATURE_EXPONENT = Setting
		.of("dynamic-temperature.exponent", SettingType.NUMBER,
				"Exponent of the share of the highest entropy, by which the temperature moves.")
		.standard(1.0)
		.alias("dynatemp_exponent");

	/** Which version of mirostat is used. */
	public static final Setting<Integer> MIROSTAT_VERSION = Setting
		.of("mirostat.version", SettingType.INTEGER, "Version of mirostat, 1 or 2; 0 for none.")
		.off(0)
		.alias("mirostat");

	/** The surprise that mirostat aims at. */
	public static final Setting<Double> MIROSTAT_TAU = Setting
		.of("mirostat.tau", SettingType.NUMBER, "Surprise that mirostat aims at, in bits.")
		.standard(5.0);

	/** How fast mirostat adapts. */
	public static final Setting<Double> MIROSTAT_ETA = Setting
		.of("mirostat.eta", SettingType.NUMBER, "How fast mirostat adapts.")
		.standard(0.1);

	/** How many tokens the first version of mirostat estimates from. */
	public static final Setting<Integer> MIROSTAT_M = Setting
		.of("mirostat.m", SettingType.INTEGER, "Number of tokens that the first version of mirostat estimates from.")
		.standard(100);

	/** The probability that chosen tokens are to have. */
	public static final Setting<Double> ADAPTIVE_P_TARGET = Setting
		.of("adaptive-p.target", SettingType.NUMBER,
				"Probability that the chosen tokens are to have; below 0 for none.")
		.off(-1.0)
		.alias("adaptive_target");

	/** How much of the past counts. */
	public static final Setting<Double> ADAPTIVE_P_DECAY = Setting
		.of("adaptive-p.decay", SettingType.NUMBER, "How much of the past counts at the next position.")
		.standard(0.9)
		.alias("adaptive_decay");

	/** What the scores of tokens that occurred are divided by. */
	public static final Setting<Double> REPETITION_PENALTY = Setting
		.of("repetition-penalty", SettingType.NUMBER,
				"Penalty of tokens that have occurred, in the prompt or behind it; above 1 makes them less likely.")
		.off(1.0)
		.alias("penalty", "penalty_repeat", "repeat", "repeat_penalty");

	/** How many first tokens the repetition penalty passes over. */
	public static final Setting<Integer> PROMPT_IGNORE_LENGTH = Setting
		.of("prompt-ignore-length", SettingType.INTEGER,
				"Number of first tokens that do not count for the repetition penalty.")
		.standard(0);

	/** What the scores of the prompt's tokens are multiplied by. */
	public static final Setting<Double> ENCODER_REPETITION_PENALTY = Setting
		.of("encoder-repetition-penalty", SettingType.NUMBER,
				"Reward of the prompt's tokens; above 1 makes them likelier.")
		.off(1.0)
		.alias("penalty");

	/** What is subtracted for each time that a token occurred. */
	public static final Setting<Double> FREQUENCY_PENALTY = Setting
		.of("frequency-penalty", SettingType.NUMBER,
				"Amount subtracted from a token's score for each time that it was generated.")
		.off(0.0)
		.alias("penalty_freq", "freq");

	/** What is subtracted once from tokens that occurred. */
	public static final Setting<Double> PRESENCE_PENALTY = Setting
		.of("presence-penalty", SettingType.NUMBER, "Amount subtracted from a token's score if it was generated.")
		.off(0.0)
		.alias("penalty_present", "present");

	/** How many of the last tokens are penalised. */
	public static final Setting<Integer> PENALTY_LAST_N = Setting
		.of("penalty-last-n", SettingType.INTEGER,
				"Number of last tokens that llama.cpp's penalties look at; 0 turns them off.")
		.standard(64)
		.alias("last_n", "repeat_last_n");

	/** What is subtracted from tokens that continue a repetition. */
	public static final Setting<Double> DRY_MULTIPLIER = Setting
		.of("dry.multiplier", SettingType.NUMBER,
				"Amount subtracted from the score of a token that makes a repetition just too long; 0 for none.")
		.off(0.0);

	/** By how much the penalty grows. */
	public static final Setting<Double> DRY_BASE = Setting
		.of("dry.base", SettingType.NUMBER,
				"Factor by which that amount grows with each further token of the repetition.")
		.standard(1.75);

	/** How long a repetition can be without a penalty. */
	public static final Setting<Integer> DRY_ALLOWED_LENGTH = Setting
		.of("dry.allowed-length", SettingType.INTEGER,
				"Length of a repetition from which on it is penalised, in tokens.")
		.standard(2);

	/** How many of the last tokens are looked at for repetitions. */
	public static final Setting<Integer> DRY_PENALTY_LAST_N = Setting
		.of("dry.penalty-last-n", SettingType.INTEGER,
				"Number of last tokens to look for repetitions in; 0 turns the penalty off.")
		.standard(64);

	/** The texts that no repetition crosses. */
	public static final Setting<List<String>> DRY_SEQUENCE_BREAKERS = Setting
		.of("dry.sequence-breakers", SettingType.TEXTS, "Comma-separated list of texts that no repetition crosses.")
		.standard(SequenceBreakers.DEFAULT_TEXTS)
		.alias("breakers");

	/** How long a run of tokens is that must not occur twice. */
	public static final Setting<Integer> NO_REPEAT_NGRAM_SIZE = Setting
		.of("no-repeat-ngram-size", SettingType.INTEGER,
				"Length of the runs of tokens that must not occur twice; 0 for none.")
		.off(0)
		.alias("ngram_size");

	/** How long a run of the prompt's tokens is that must not be repeated. */
	public static final Setting<Integer> ENCODER_NO_REPEAT_NGRAM_SIZE = Setting
		.of("encoder-no-repeat-ngram-size", SettingType.INTEGER,
				"Length of the runs of tokens of the prompt that must not be repeated; 0 for none.")
		.off(0)
		.alias("encoder_ngram_size", "ngram_size");

	/** What is added to the score of the last token of sequences. */
	public static final Setting<Map<List<Integer>, Double>> SEQUENCE_BIAS = Setting.of("sequence-bias",
			SettingType.SEQUENCE_BIASES,
			"Sequences of token ids, each with what is added to the score of its last token behind the others.");

	/** What is added to the scores of tokens. */
	public static final Setting<Map<Integer, Double>> LOGIT_BIAS = Setting
		.of("logit-bias", SettingType.TOKEN_BIASES, "Token ids with what is added to their scores.")
		.alias("bias");

	/** Texts that must not be generated as their tokens. */
	public static final Setting<List<String>> BAD_WORDS = Setting.of("bad-words", SettingType.TEXTS,
			"Comma-separated list of words whose tokens must not be generated, with or without a space before.");

	/** Sequences of token ids that must not occur. */
	public static final Setting<List<List<Integer>>> BAD_WORDS_IDS = Setting
		.of("bad-words-ids", SettingType.SEQUENCES, "Sequences of token ids that must not occur.")
		.alias("bad_words");

	/** Texts that must not occur, whatever their tokens. */
	public static final Setting<List<String>> BAD_PHRASES = Setting
		.of("bad-phrases", SettingType.TEXTS,
				"Comma-separated list of phrases that must not occur, however they are cut into tokens.")
		.alias("phrases");

	/** Whether phrases must not occur in any case. */
	public static final Setting<Boolean> BAD_PHRASES_IGNORE_CASE = Setting
		.of("bad-phrases-ignore-case", SettingType.FLAG,
				"Whether phrases must not occur in upper or lower case either.")
		.standard(false)
		.alias("ignore_case");

	/** How long prompt and text are together at least. */
	public static final Setting<Integer> MIN_LENGTH = Setting
		.of("min-length", SettingType.INTEGER, "Least number of tokens of prompt and answer together.")
		.off(0);

	/** How many tokens are generated at least. */
	public static final Setting<Integer> MIN_NEW_TOKENS = Setting
		.of("min-new-tokens", SettingType.INTEGER, "Least number of tokens of an answer.")
		.off(0)
		.alias("min_tokens");

	/** Names the tokens that may follow a sequence. */
	public static final Setting<PrefixAllowedTokens.AllowedTokens> PREFIX_ALLOWED_TOKENS = Setting.of(
			"prefix-allowed-tokens",
			SettingType.ofCode(PrefixAllowedTokens.AllowedTokens.class, "a function that only code can give"),
			"Function that names the tokens that may follow a sequence.");

	/** The only tokens that may be generated. */
	public static final Setting<List<Integer>> ALLOWED_TOKEN_IDS = Setting.of("allowed-token-ids", SettingType.TOKENS,
			"Comma-separated list of the only token ids that may be generated.");

	/** The token that follows a prompt of one token. */
	public static final Setting<Integer> FORCED_BOS_TOKEN_ID = Setting
		.of("forced-bos-token-id", SettingType.INTEGER, "Token id that must follow a prompt of one token.")
		.alias("bos_token_id", "forced_bos_token");

	/** The tokens of which one ends a text of the greatest length. */
	public static final Setting<List<Integer>> FORCED_EOS_TOKEN_ID = Setting
		.of("forced-eos-token-id", SettingType.TOKENS,
				"Comma-separated list of token ids, one of which must end an answer of the greatest length.")
		.alias("forced_eos_token", "eos_token_id");

	/** Whether scores that are not finite are replaced. */
	public static final Setting<Boolean> REMOVE_INVALID_VALUES = Setting
		.of("remove-invalid-values", SettingType.FLAG, "Whether to replace scores that are not a number or not finite.")
		.off(false);

	/** From where and by what factor the end of the text gets likelier. */
	public static final Setting<List<Double>> EXPONENTIAL_DECAY_LENGTH_PENALTY = Setting.of(
			"exponential-decay-length-penalty", SettingType.NUMBERS,
			"Number of tokens behind which the end of the text gets likelier with each token, and the factor by which it does.");

	/** Tokens that are never generated. */
	public static final Setting<List<Integer>> SUPPRESS_TOKENS = Setting
		.of("suppress-tokens", SettingType.TOKENS, "Comma-separated list of token ids that must not be generated.")
		.alias("tokens");

	/** Tokens that are not generated first. */
	public static final Setting<List<Integer>> BEGIN_SUPPRESS_TOKENS = Setting
		.of("begin-suppress-tokens", SettingType.TOKENS,
				"Comma-separated list of token ids that must not be the first of an answer.")
		.alias("tokens");

	/** What is added to the scores of favoured tokens; turns the watermark on. */
	public static final Setting<Double> WATERMARK_BIAS = Setting
		.of("watermark.bias", SettingType.NUMBER,
				"Amount added to the scores of the tokens that a watermark favours; turns it on.")
		.standard(2.0);

	/** The share of the vocabulary that is favoured. */
	public static final Setting<Double> WATERMARK_GREENLIST_RATIO = Setting
		.of("watermark.greenlist-ratio", SettingType.NUMBER,
				"Share of the vocabulary that a watermark favours at each position.")
		.standard(0.25);

	/** The key of the watermark. */
	public static final Setting<Long> WATERMARK_HASHING_KEY = Setting
		.of("watermark.hashing-key", SettingType.LONG, "Key that the favoured tokens depend on, to be kept secret.")
		.standard(15485863L);

	/** What the favoured tokens depend on. */
	public static final Setting<String> WATERMARK_SEEDING_SCHEME = Setting
		.of("watermark.seeding-scheme", SettingType.TEXT,
				"What the favoured tokens depend on beside the key: 'lefthash' or 'selfhash'.")
		.standard("lefthash");

	/** How many tokens the favoured tokens depend on. */
	public static final Setting<Integer> WATERMARK_CONTEXT_WIDTH = Setting
		.of("watermark.context-width", SettingType.INTEGER, "Number of tokens that the favoured tokens depend on.")
		.standard(1);

	/** The keys of the SynthID watermark; turn it on. */
	public static final Setting<List<Long>> SYNTHID_KEYS = Setting.of("synthid.keys", SettingType.LONGS,
			"Comma-separated list of keys, one a round, to be kept secret; turns SynthID on.");

	/** How many tokens SynthID hashes. */
	public static final Setting<Integer> SYNTHID_NGRAM_LEN = Setting
		.of("synthid.ngram-len", SettingType.INTEGER, "Number of tokens that SynthID hashes, the chosen one included.")
		.standard(5);

	/** How many contexts SynthID remembers. */
	public static final Setting<Integer> SYNTHID_CONTEXT_HISTORY_SIZE = Setting
		.of("synthid.context-history-size", SettingType.INTEGER,
				"Number of contexts that SynthID remembers, so as not to mark a repeated one twice.")
		.standard(1024);

	/** How many random bits SynthID has. */
	public static final Setting<Integer> SYNTHID_SAMPLING_TABLE_SIZE = Setting
		.of("synthid.sampling-table-size", SettingType.INTEGER, "Number of random bits of SynthID.")
		.standard(65536);

	/** The seed of the random bits of SynthID. */
	public static final Setting<Long> SYNTHID_SAMPLING_TABLE_SEED = Setting
		.of("synthid.sampling-table-seed", SettingType.LONG, "Seed of the random bits of SynthID.")
		.standard(0L);

	/** Whether SynthID leaves out the first positions. */
	public static final Setting<Boolean> SYNTHID_SKIP_FIRST_NGRAM_CALLS = Setting
		.of("synthid.skip-first-ngram-calls", SettingType.FLAG,
				"Whether SynthID leaves out the first positions, whose context is incomplete.")
		.standard(false);

	/** Whether SynthID begins with equal scores. */
	public static final Setting<Boolean> SYNTHID_DEBUG_MODE = Setting
		.of("synthid.debug-mode", SettingType.FLAG, "Whether SynthID begins with the same score for all tokens.")
		.standard(false);

	/** Whether scores become log-probabilities in the end. */
	public static final Setting<Boolean> RENORMALIZE_LOGITS = Setting
		.of("renormalize-logits", SettingType.FLAG, "Whether to turn scores into log-probabilities in the end.")
		.off(false);

	private static final List<Setting<?>> ALL = Arrays.stream(Settings.class.getDeclaredFields())
		.filter((field) -> Modifier.isPublic(field.getModifiers()))
		.<Setting<?>>map(Settings::read)
		.toList();

	private Settings() {
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

	private static Setting<?> read(Field field) {
		try {
			return (Setting<?>) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
