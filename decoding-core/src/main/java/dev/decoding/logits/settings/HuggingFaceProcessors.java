package dev.decoding.logits.settings;

import java.util.List;

import dev.decoding.logits.BadPhrases;
import dev.decoding.logits.BadWords;
import dev.decoding.logits.BeginSuppressTokens;
import dev.decoding.logits.EncoderNoRepeatNGram;
import dev.decoding.logits.EncoderRepetitionPenalty;
import dev.decoding.logits.EpsilonCutoff;
import dev.decoding.logits.EtaCutoff;
import dev.decoding.logits.ExponentialDecayLengthPenalty;
import dev.decoding.logits.ForcedBosToken;
import dev.decoding.logits.ForcedEosToken;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.MinLength;
import dev.decoding.logits.MinNewTokens;
import dev.decoding.logits.MinP;
import dev.decoding.logits.NoRepeatNGram;
import dev.decoding.logits.PLess;
import dev.decoding.logits.PrefixAllowedTokens;
import dev.decoding.logits.RemoveInvalidValues;
import dev.decoding.logits.RenormalizeLogits;
import dev.decoding.logits.RepetitionPenalty;
import dev.decoding.logits.SeedingScheme;
import dev.decoding.logits.SequenceBias;
import dev.decoding.logits.SuppressTokens;
import dev.decoding.logits.SynthId;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopH;
import dev.decoding.logits.TopK;
import dev.decoding.logits.TopP;
import dev.decoding.logits.TypicalP;
import dev.decoding.logits.Watermark;

import static dev.decoding.logits.settings.Settings.BAD_PHRASES;
import static dev.decoding.logits.settings.Settings.BAD_PHRASES_IGNORE_CASE;
import static dev.decoding.logits.settings.Settings.BAD_WORDS_IDS;
import static dev.decoding.logits.settings.Settings.BEGIN_SUPPRESS_TOKENS;
import static dev.decoding.logits.settings.Settings.ENCODER_NO_REPEAT_NGRAM_SIZE;
import static dev.decoding.logits.settings.Settings.ENCODER_REPETITION_PENALTY;
import static dev.decoding.logits.settings.Settings.EPSILON_CUTOFF;
import static dev.decoding.logits.settings.Settings.ETA_CUTOFF;
import static dev.decoding.logits.settings.Settings.EXPONENTIAL_DECAY_LENGTH_PENALTY;
import static dev.decoding.logits.settings.Settings.FORCED_BOS_TOKEN_ID;
import static dev.decoding.logits.settings.Settings.FORCED_EOS_TOKEN_ID;
import static dev.decoding.logits.settings.Settings.MIN_LENGTH;
import static dev.decoding.logits.settings.Settings.MIN_NEW_TOKENS;
import static dev.decoding.logits.settings.Settings.MIN_P;
import static dev.decoding.logits.settings.Settings.NO_REPEAT_NGRAM_SIZE;
import static dev.decoding.logits.settings.Settings.PREFIX_ALLOWED_TOKENS;
import static dev.decoding.logits.settings.Settings.PROMPT_IGNORE_LENGTH;
import static dev.decoding.logits.settings.Settings.P_LESS;
import static dev.decoding.logits.settings.Settings.REMOVE_INVALID_VALUES;
import static dev.decoding.logits.settings.Settings.RENORMALIZE_LOGITS;
import static dev.decoding.logits.settings.Settings.REPETITION_PENALTY;
import static dev.decoding.logits.settings.Settings.SEQUENCE_BIAS;
import static dev.decoding.logits.settings.Settings.SUPPRESS_TOKENS;
import static dev.decoding.logits.settings.Settings.SYNTHID_CONTEXT_HISTORY_SIZE;
import static dev.decoding.logits.settings.Settings.SYNTHID_DEBUG_MODE;
import static dev.decoding.logits.settings.Settings.SYNTHID_KEYS;
import static dev.decoding.logits.settings.Settings.SYNTHID_NGRAM_LEN;
import static dev.decoding.logits.settings.Settings.SYNTHID_SAMPLING_TABLE_SEED;
import static dev.decoding.logits.settings.Settings.SYNTHID_SAMPLING_TABLE_SIZE;
import static dev.decoding.logits.settings.Settings.SYNTHID_SKIP_FIRST_NGRAM_CALLS;
import static dev.decoding.logits.settings.Settings.TEMPERATURE;
import static dev.decoding.logits.settings.Settings.TOP_H;
import static dev.decoding.logits.settings.Settings.TOP_K;
import static dev.decoding.logits.settings.Settings.TOP_P;
import static dev.decoding.logits.settings.Settings.TYPICAL_P;
import static dev.decoding.logits.settings.Settings.WATERMARK_BIAS;
import static dev.decoding.logits.settings.Settings.WATERMARK_CONTEXT_WIDTH;
import static dev.decoding.logits.settings.Settings.WATERMARK_GREENLIST_RATIO;
import static dev.decoding.logits.settings.Settings.WATERMARK_HASHING_KEY;
import static dev.decoding.logits.settings.Settings.WATERMARK_SEEDING_SCHEME;

/**
 * The processors with Hugging Face's semantics, and those that no other project has.
 */
final class HuggingFaceProcessors {

	static final List<ProcessorDefinition> ALL = List.of(
			ProcessorDefinition.of("sequence-bias",
					(settings,
							context) -> new SequenceBias(settings.require(SEQUENCE_BIAS)
								.entrySet()
								.stream()
								.map((entry) -> new SequenceBias.Bias(entry.getKey(), entry.getValue()))
								.toList()),
					SEQUENCE_BIAS),
			ProcessorDefinition.of("encoder-repetition-penalty",
					(settings, context) -> new EncoderRepetitionPenalty(settings.require(ENCODER_REPETITION_PENALTY),
							context.encoderTokens()),
					ENCODER_REPETITION_PENALTY),
			ProcessorDefinition
				.of("repetition-penalty",
						(settings, context) -> new RepetitionPenalty(settings.require(REPETITION_PENALTY),
								settings.require(PROMPT_IGNORE_LENGTH)),
						REPETITION_PENALTY)
				.reading(PROMPT_IGNORE_LENGTH)
				.givingWayToMirostat(),
			ProcessorDefinition
				.of("no-repeat-ngram-size",
						(settings, context) -> new NoRepeatNGram(settings.require(NO_REPEAT_NGRAM_SIZE)),
						NO_REPEAT_NGRAM_SIZE)
				.alias("no-repeat-ngram", "no-repeat-n-gram"),
			ProcessorDefinition
				.of("encoder-no-repeat-ngram-size",
						(settings, context) -> new EncoderNoRepeatNGram(settings.require(ENCODER_NO_REPEAT_NGRAM_SIZE),
								context.encoderTokens()),
						ENCODER_NO_REPEAT_NGRAM_SIZE)
				.alias("encoder-no-repeat-ngram", "encoder-no-repeat-n-gram"),
			ProcessorDefinition
				.of("bad-words",
						(settings, context) -> new BadWords(settings.require(BAD_WORDS_IDS), context.endOfTextTokens()),
						BAD_WORDS_IDS)
				.alias("no-bad-words", "bad-words-ids"),
			ProcessorDefinition
				.of("bad-phrases",
						(settings, context) -> new BadPhrases(context.tokenizer().vocabulary(),
								settings.require(BAD_PHRASES), settings.require(BAD_PHRASES_IGNORE_CASE)),
						BAD_PHRASES)
				.reading(BAD_PHRASES_IGNORE_CASE)
				.needingTokenizer(),
			ProcessorDefinition.of("min-length",
					(settings, context) -> new MinLength(settings.require(MIN_LENGTH), context.endOfTextTokens()),
					MIN_LENGTH),
			ProcessorDefinition
				.of("min-new-tokens",
						(settings, context) -> new MinNewTokens(settings.require(MIN_NEW_TOKENS),
								context.endOfTextTokens(), context.promptLength()),
						MIN_NEW_TOKENS)
				.alias("min-new-tokens-length"),
			ProcessorDefinition
				.of("prefix-allowed-tokens",
						(settings, context) -> new PrefixAllowedTokens(settings.require(PREFIX_ALLOWED_TOKENS)),
						PREFIX_ALLOWED_TOKENS)
				.alias("prefix-constrained"),
			ProcessorDefinition
				.of("forced-bos-token",
						(settings, context) -> new ForcedBosToken(settings.require(FORCED_BOS_TOKEN_ID)),
						FORCED_BOS_TOKEN_ID)
				.alias("forced-bos-token-id"),
			ProcessorDefinition
				.of("forced-eos-token",
						(settings, context) -> forcedEosToken(settings.require(FORCED_EOS_TOKEN_ID), context),
						FORCED_EOS_TOKEN_ID)
				.alias("forced-eos-token-id"),
			ProcessorDefinition
				.of("remove-invalid-values", (settings, context) -> new RemoveInvalidValues(), REMOVE_INVALID_VALUES)
				.alias("inf-nan-remove"),
			ProcessorDefinition.of("exponential-decay-length-penalty",
					(settings, context) -> exponentialDecay(settings.require(EXPONENTIAL_DECAY_LENGTH_PENALTY),
							context),
					EXPONENTIAL_DECAY_LENGTH_PENALTY),
			ProcessorDefinition.of("suppress-tokens",
					(settings, context) -> new SuppressTokens(settings.require(SUPPRESS_TOKENS)), SUPPRESS_TOKENS),
			ProcessorDefinition
				.of("begin-suppress-tokens",
						(settings, context) -> new BeginSuppressTokens(settings.require(BEGIN_SUPPRESS_TOKENS),
								context.promptLength(), settings.isOn(FORCED_BOS_TOKEN_ID)),
						BEGIN_SUPPRESS_TOKENS)
				.alias("suppress-tokens-at-begin"),
			ProcessorDefinition
				.of("temperature", (settings, context) -> new Temperature(settings.require(TEMPERATURE)), TEMPERATURE)
				.alias("temp")
				.samplingOnly(),
			ProcessorDefinition
				.of("top-k", (settings, context) -> new TopK(settings.require(TOP_K), context.minTokensToKeep()), TOP_K)
				.samplingOnly()
				.givingWayToMirostat(),
			ProcessorDefinition
				.of("top-p", (settings, context) -> new TopP(settings.require(TOP_P), context.minTokensToKeep()), TOP_P)
				.samplingOnly()
				.givingWayToMirostat(),
			ProcessorDefinition.of("top-h", (settings, context) -> new TopH(settings.require(TOP_H)), TOP_H)
				.samplingOnly(),
			ProcessorDefinition
				.of("min-p", (settings, context) -> new MinP(settings.require(MIN_P), context.minTokensToKeep()), MIN_P)
				.samplingOnly()
				.givingWayToMirostat(),
			ProcessorDefinition.of("typical-p",
					(settings, context) -> new TypicalP(settings.require(TYPICAL_P), context.minTokensToKeep()),
					TYPICAL_P)
				.alias("typical")
				.samplingOnly()
				.givingWayToMirostat(),
			ProcessorDefinition
				.of("epsilon-cutoff",
						(settings, context) -> new EpsilonCutoff(settings.require(EPSILON_CUTOFF),
								context.minTokensToKeep()),
						EPSILON_CUTOFF)
				.alias("epsilon")
				.samplingOnly(),
			ProcessorDefinition
				.of("eta-cutoff",
						(settings, context) -> new EtaCutoff(settings.require(ETA_CUTOFF), context.minTokensToKeep()),
						ETA_CUTOFF)
				.alias("eta")
				.samplingOnly(),
			ProcessorDefinition.of("p-less", (settings, context) -> new PLess(), P_LESS).samplingOnly(),
			ProcessorDefinition
				.of("watermark",
						(settings, context) -> new Watermark(settings.require(WATERMARK_GREENLIST_RATIO),
								settings.require(WATERMARK_BIAS), settings.require(WATERMARK_HASHING_KEY),
								seedingScheme(settings.require(WATERMARK_SEEDING_SCHEME)),
								settings.require(WATERMARK_CONTEXT_WIDTH)),
						WATERMARK_BIAS)
				.reading(WATERMARK_GREENLIST_RATIO, WATERMARK_HASHING_KEY, WATERMARK_SEEDING_SCHEME,
						WATERMARK_CONTEXT_WIDTH),
			ProcessorDefinition
				.of("synthid", (settings, context) -> new SynthId(settings.require(SYNTHID_NGRAM_LEN),
						settings.require(SYNTHID_KEYS), settings.require(SYNTHID_SAMPLING_TABLE_SIZE),
						settings.require(SYNTHID_SAMPLING_TABLE_SEED), settings.require(SYNTHID_CONTEXT_HISTORY_SIZE),
						settings.require(SYNTHID_SKIP_FIRST_NGRAM_CALLS), settings.require(SYNTHID_DEBUG_MODE)),
						SYNTHID_KEYS)
				.reading(SYNTHID_NGRAM_LEN, SYNTHID_SAMPLING_TABLE_SIZE, SYNTHID_SAMPLING_TABLE_SEED,
						SYNTHID_CONTEXT_HISTORY_SIZE, SYNTHID_SKIP_FIRST_NGRAM_CALLS, SYNTHID_DEBUG_MODE)
				.alias("synth-id-text-watermark", "synthid-text-watermark"),
			ProcessorDefinition
				.of("renormalize-logits", (settings, context) -> new RenormalizeLogits(), RENORMALIZE_LOGITS)
				.alias("logit-normalization"));

	private HuggingFaceProcessors() {
	}

	private static LogitsProcessor forcedEosToken(List<Integer> tokens, RequestContext context) {
		Integer maxNewTokens = context.maxNewTokens();
		return (maxNewTokens != null) ? ForcedEosToken.atMaxNewTokens(maxNewTokens, tokens)
				: ForcedEosToken.atMaxLength(context.maxLength(), tokens);
	}

	private static LogitsProcessor exponentialDecay(List<Double> startAndFactor, RequestContext context) {
		if (startAndFactor.size() != 2 || startAndFactor.get(0) != Math.rint(startAndFactor.get(0))) {
			throw new IllegalArgumentException(
					"'exponentialDecayLengthPenalty' is %s but must be a number of tokens and a factor"
						.formatted(startAndFactor));
		}
		return new ExponentialDecayLengthPenalty(startAndFactor.get(0).intValue(), startAndFactor.get(1),
				context.endOfTextTokens(), context.promptLength());
	}

	private static SeedingScheme seedingScheme(String name) {
		return switch (name) {
			case "lefthash" -> SeedingScheme.LEFTHASH;
			case "selfhash" -> SeedingScheme.SELFHASH;
			default -> throw new IllegalArgumentException(
					"'watermarkSeedingScheme' is '%s' but must be 'lefthash' or 'selfhash'".formatted(name));
		};
	}

}
