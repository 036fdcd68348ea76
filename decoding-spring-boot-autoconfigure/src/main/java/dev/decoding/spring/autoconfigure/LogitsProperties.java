package dev.decoding.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.ProcessorChains;
import dev.decoding.logits.settings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the model's scores are changed before a token is chosen. Each component is the
 * setting of its name.
 *
 * @param order Order of the processors: 'hugging-face', 'llama-cpp', 'vllm', or a
 * comma-separated list of names.
 * @param temperature Divisor of the scores; below 1 makes likely tokens likelier, 0
 * always takes the likeliest.
 * @param topK Number of likeliest tokens to choose from; 0 for all.
 * @param topP Probability that the likeliest tokens to choose from must reach together.
 * @param minP Least probability of the tokens to choose from, as a share of the highest
 * one.
 * @param typicalP Probability that the most typical tokens to choose from must reach
 * together.
 * @param epsilonCutoff Least probability of the tokens to choose from; 0 for none.
 * @param etaCutoff Least probability of the tokens to choose from where the model is
 * sure; less where it is not; 0 for none.
 * @param topH Share of the entropy that the likeliest tokens to choose from may have
 * together.
 * @param pLess Whether to choose only from tokens at least as likely as it is that two
 * draws are the same.
 * @param topNSigma Number of standard deviations that the score of a token to choose from
 * may be below the highest; 0 for any.
 * @param xtc Exclusion of the likeliest tokens.
 * @param dynamicTemperature Temperature that follows the entropy of the scores.
 * @param mirostat Truncation that keeps the surprise of the text constant.
 * @param adaptiveP Choice of tokens near a probability.
 * @param repetitionPenalty Penalty of tokens that have occurred, in the prompt or behind
 * it; above 1 makes them less likely.
 * @param promptIgnoreLength Number of first tokens that do not count for the repetition
 * penalty.
 * @param encoderRepetitionPenalty Reward of the prompt's tokens; above 1 makes them
 * likelier.
 * @param frequencyPenalty Amount subtracted from a token's score for each time that it
 * was generated.
 * @param presencePenalty Amount subtracted from a token's score if it was generated.
 * @param penaltyLastN Number of last tokens that llama.cpp's penalties look at; 0 turns
 * them off.
 * @param dry Penalty of tokens that continue a repetition.
 * @param noRepeatNgramSize Length of the runs of tokens that must not occur twice; 0 for
 * none.
 * @param encoderNoRepeatNgramSize Length of the runs of tokens of the prompt that must
 * not be repeated; 0 for none.
 * @param sequenceBias Sequences of token ids, each with what is added to the score of its
 * last token behind the others.
 * @param logitBias Token ids with what is added to their scores.
 * @param badWords Comma-separated list of words whose tokens must not be generated, with
 * or without a space before.
 * @param badWordsIds Sequences of token ids that must not occur.
 * @param badPhrases Comma-separated list of phrases that must not occur, however they are
 * cut into tokens.
 * @param badPhrasesIgnoreCase Whether phrases must not occur in upper or lower case
 * either.
 * @param minLength Least number of tokens of prompt and answer together.
 * @param minNewTokens Least number of tokens of an answer.
 * @param allowedTokenIds Comma-separated list of the only token ids that may be
 * generated.
 * @param forcedBosTokenId Token id that must follow a prompt of one token.
 * @param forcedEosTokenId Comma-separated list of token ids, one of which must end an
 * answer of the greatest length.
 * @param removeInvalidValues Whether to replace scores that are not a number or not
 * finite.
 * @param exponentialDecayLengthPenalty Number of tokens behind which the end of the text
 * gets likelier with each token, and the factor by which it does.
 * @param suppressTokens Comma-separated list of token ids that must not be generated.
 * @param beginSuppressTokens Comma-separated list of token ids that must not be the first
 * of an answer.
 * @param watermark Watermark that tells a generated text from others.
 * @param synthid Watermark by a tournament between the tokens.
 * @param renormalizeLogits Whether to turn scores into log-probabilities in the end.
 */
public record LogitsProperties(@Nullable List<String> order, @Nullable Double temperature, @Nullable Integer topK,
		@Nullable Double topP, @Nullable Double minP, @Nullable Double typicalP, @Nullable Double epsilonCutoff,
		@Nullable Double etaCutoff, @Nullable Double topH, @Nullable Boolean pLess, @Nullable Double topNSigma,
		@DefaultValue Xtc xtc, @DefaultValue DynamicTemperature dynamicTemperature, @DefaultValue Mirostat mirostat,
		@DefaultValue AdaptiveP adaptiveP, @Nullable Double repetitionPenalty, @Nullable Integer promptIgnoreLength,
		@Nullable Double encoderRepetitionPenalty, @Nullable Double frequencyPenalty, @Nullable Double presencePenalty,
		@Nullable Integer penaltyLastN, @DefaultValue Dry dry, @Nullable Integer noRepeatNgramSize,
		@Nullable Integer encoderNoRepeatNgramSize, @Nullable List<SequenceBiasProperties> sequenceBias,
		@Nullable Map<Integer, Double> logitBias, @Nullable List<String> badWords,
		@Nullable List<List<Integer>> badWordsIds, @Nullable List<String> badPhrases,
		@Nullable Boolean badPhrasesIgnoreCase, @Nullable Integer minLength, @Nullable Integer minNewTokens,
		@Nullable List<Integer> allowedTokenIds, @Nullable Integer forcedBosTokenId,
		@Nullable List<Integer> forcedEosTokenId, @Nullable Boolean removeInvalidValues,
		@Nullable List<Double> exponentialDecayLengthPenalty, @Nullable List<Integer> suppressTokens,
		@Nullable List<Integer> beginSuppressTokens, @DefaultValue Watermark watermark, @DefaultValue SynthId synthid,
		@Nullable Boolean renormalizeLogits) {

	/**
	 * Return what is set.
	 * @return the settings
	 * @throws InvalidPropertyException if a value is out of its range
	 */
	LogitsSettings toSettings() {
		LogitsSettings settings = SettingsOfRecord.read(this, LogitsSettings.builder(), Settings::find, Set.of())
			.build();
		try {
			ProcessorChains.check(settings);
			return settings;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidPropertyException.of("decoding.logits", ex);
		}
	}

	/**
	 * Exclusion of the likeliest tokens.
	 *
	 * @param probability How often to exclude the likeliest tokens, from 0 to 1.
	 * @param threshold Least probability of a token that can be excluded; above 0.5 none
	 * is.
	 */
	public record Xtc(@Nullable Double probability, @Nullable Double threshold) {

	}

	/**
	 * Temperature that follows the entropy of the scores.
	 *
	 * @param range How far the temperature moves to both sides with the entropy; 0 for
	 * not at all.
	 * @param exponent Exponent of the share of the highest entropy, by which the
	 * temperature moves.
	 */
	public record DynamicTemperature(@Nullable Double range, @Nullable Double exponent) {

	}

	/**
	 * Truncation that keeps the surprise of the text constant.
	 *
	 * @param version Version of mirostat, 1 or 2; 0 for none.
	 * @param tau Surprise that mirostat aims at, in bits.
	 * @param eta How fast mirostat adapts.
	 * @param m Number of tokens that the first version of mirostat estimates from.
	 */
	public record Mirostat(@Nullable Integer version, @Nullable Double tau, @Nullable Double eta, @Nullable Integer m) {

	}

	/**
	 * Choice of tokens near a probability.
	 *
	 * @param target Probability that the chosen tokens are to have; below 0 for none.
	 * @param decay How much of the past counts at the next position.
	 */
	public record AdaptiveP(@Nullable Double target, @Nullable Double decay) {

	}

	/**
	 * Penalty of tokens that continue a repetition.
	 *
	 * @param multiplier Amount subtracted from the score of a token that makes a
	 * repetition just too long; 0 for none.
	 * @param base Factor by which that amount grows with each further token of the
	 * repetition.
	 * @param allowedLength Length of a repetition from which on it is penalised, in
	 * tokens.
	 * @param penaltyLastN Number of last tokens to look for repetitions in; 0 turns the
	 * penalty off.
	 * @param sequenceBreakers Comma-separated list of texts that no repetition crosses.
	 */
	public record Dry(@Nullable Double multiplier, @Nullable Double base, @Nullable Integer allowedLength,
			@Nullable Integer penaltyLastN, @Nullable List<String> sequenceBreakers) {

	}

	/**
	 * Watermark that tells a generated text from others.
	 *
	 * @param bias Amount added to the scores of the tokens that a watermark favours;
	 * turns it on.
	 * @param greenlistRatio Share of the vocabulary that a watermark favours at each
	 * position.
	 * @param hashingKey Key that the favoured tokens depend on, to be kept secret.
	 * @param seedingScheme What the favoured tokens depend on beside the key: 'lefthash'
	 * or 'selfhash'.
	 * @param contextWidth Number of tokens that the favoured tokens depend on.
	 */
	public record Watermark(@Nullable Double bias, @Nullable Double greenlistRatio, @Nullable Long hashingKey,
			@Nullable String seedingScheme, @Nullable Integer contextWidth) {

	}

	/**
	 * Watermark by a tournament between the tokens.
	 *
	 * @param keys Comma-separated list of keys, one a round, to be kept secret; turns
	 * SynthID on.
	 * @param ngramLen Number of tokens that SynthID hashes, the chosen one included.
	 * @param contextHistorySize Number of contexts that SynthID remembers, so as not to
	 * mark a repeated one twice.
	 * @param samplingTableSize Number of random bits of SynthID.
	 * @param samplingTableSeed Seed of the random bits of SynthID.
	 * @param skipFirstNgramCalls Whether SynthID leaves out the first positions, whose
	 * context is incomplete.
	 * @param debugMode Whether SynthID begins with the same score for all tokens.
	 */
	public record SynthId(@Nullable List<Long> keys, @Nullable Integer ngramLen, @Nullable Integer contextHistorySize,
			@Nullable Integer samplingTableSize, @Nullable Long samplingTableSeed,
			@Nullable Boolean skipFirstNgramCalls, @Nullable Boolean debugMode) {

	}

}
