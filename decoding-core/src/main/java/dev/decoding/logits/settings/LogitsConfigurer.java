package dev.decoding.logits.settings;

import java.util.List;
import java.util.Map;

import dev.decoding.logits.PrefixAllowedTokens;
import org.jspecify.annotations.Nullable;

/**
 * Takes settings for logits processors, one method each; {@code null} takes a setting
 * back. {@link Settings} says what each is, and {@code docs/logits.md} its range and its
 * formula.
 *
 * @param <B> the type of the builder that has these methods
 */
public interface LogitsConfigurer<B> {

	/**
	 * Set a value.
	 * @param setting what to set
	 * @param value the value, or {@code null} to take it back
	 * @param <T> the type of the value
	 * @return this builder
	 */
	<T> B set(Setting<T> setting, @Nullable T value);

	/**
	 * Set the order in which processors run.
	 * @param order the name of a preset, or the names of processors, first to last
	 * @return this builder
	 */
	default B order(String... order) {
		return set(Settings.ORDER, List.of(order));
	}

	/**
	 * Keep tokens that are likely enough, measured by the likeliest.
	 * @param minP the share of the highest probability, from 0 to 1
	 * @return this builder
	 */
	default B minP(@Nullable Double minP) {
		return set(Settings.MIN_P, minP);
	}

	/**
	 * Keep the tokens whose information is nearest to the expected one.
	 * @param typicalP the probability that they have together, above 0 and below 1; 1 for
	 * all
	 * @return this builder
	 */
	default B typicalP(@Nullable Double typicalP) {
		return set(Settings.TYPICAL_P, typicalP);
	}

	/**
	 * Keep tokens that are likely enough.
	 * @param epsilonCutoff the least probability, above 0 and below 1; 0 for none
	 * @return this builder
	 */
	default B epsilonCutoff(@Nullable Double epsilonCutoff) {
		return set(Settings.EPSILON_CUTOFF, epsilonCutoff);
	}

	/**
	 * Keep tokens that are likely enough for how sure the model is.
	 * @param etaCutoff the highest threshold, above 0 and below 1; 0 for none
	 * @return this builder
	 */
	default B etaCutoff(@Nullable Double etaCutoff) {
		return set(Settings.ETA_CUTOFF, etaCutoff);
	}

	/**
	 * Keep the likeliest tokens that have a share of the entropy together.
	 * @param topH the share, above 0 and at most 1
	 * @return this builder
	 */
	default B topH(@Nullable Double topH) {
		return set(Settings.TOP_H, topH);
	}

	/**
	 * Keep tokens at least as likely as it is that two draws are the same.
	 * @param pLess whether to
	 * @return this builder
	 */
	default B pLess(@Nullable Boolean pLess) {
		return set(Settings.P_LESS, pLess);
	}

	/**
	 * Keep tokens whose score is not too many standard deviations below the highest.
	 * @param topNSigma how many; 0 for any
	 * @return this builder
	 */
	default B topNSigma(@Nullable Double topNSigma) {
		return set(Settings.TOP_N_SIGMA, topNSigma);
	}

	/**
	 * Exclude top choices: remove all tokens above a threshold but the least likely of
	 * them.
	 * @param xtcProbability how often, from 0 to 1
	 * @return this builder
	 */
	default B xtcProbability(@Nullable Double xtcProbability) {
		return set(Settings.XTC_PROBABILITY, xtcProbability);
	}

	/**
	 * Set how likely a token must be to be excluded as a top choice.
	 * @param xtcThreshold the probability, from 0 to 1
	 * @return this builder
	 */
	default B xtcThreshold(@Nullable Double xtcThreshold) {
		return set(Settings.XTC_THRESHOLD, xtcThreshold);
	}

	/**
	 * Let the temperature follow the entropy of the scores.
	 * @param dynamicTemperatureRange how far it moves to both sides
	 * @return this builder
	 */
	default B dynamicTemperatureRange(@Nullable Double dynamicTemperatureRange) {
		return set(Settings.DYNAMIC_TEMPERATURE_RANGE, dynamicTemperatureRange);
	}

	/**
	 * Set how a dynamic temperature follows the entropy.
	 * @param dynamicTemperatureExponent the exponent of the share of the highest entropy
	 * @return this builder
	 */
	default B dynamicTemperatureExponent(@Nullable Double dynamicTemperatureExponent) {
		return set(Settings.DYNAMIC_TEMPERATURE_EXPONENT, dynamicTemperatureExponent);
	}

	/**
	 * Keep the surprise of the text constant.
	 * @param mirostatVersion the version of mirostat, 1 or 2; 0 for none
	 * @return this builder
	 */
	default B mirostatVersion(@Nullable Integer mirostatVersion) {
		return set(Settings.MIROSTAT_VERSION, mirostatVersion);
	}

	/**
	 * Set the surprise that mirostat aims at.
	 * @param mirostatTau the surprise in bits, at least 0
	 * @return this builder
	 */
	default B mirostatTau(@Nullable Double mirostatTau) {
		return set(Settings.MIROSTAT_TAU, mirostatTau);
	}

	/**
	 * Set how fast mirostat adapts.
	 * @param mirostatEta the rate, at least 0
	 * @return this builder
	 */
	default B mirostatEta(@Nullable Double mirostatEta) {
		return set(Settings.MIROSTAT_ETA, mirostatEta);
	}

	/**
	 * Set how many tokens the first version of mirostat estimates from.
	 * @param mirostatM the number of tokens, at least 2
	 * @return this builder
	 */
	default B mirostatM(@Nullable Integer mirostatM) {
		return set(Settings.MIROSTAT_M, mirostatM);
	}

	/**
	 * Choose tokens near a probability.
	 * @param adaptivePTarget the probability, at most 1; below 0 for none
	 * @return this builder
	 */
	default B adaptivePTarget(@Nullable Double adaptivePTarget) {
		return set(Settings.ADAPTIVE_P_TARGET, adaptivePTarget);
	}

	/**
	 * Set how much of the past counts for adaptive-p.
	 * @param adaptivePDecay the share, from 0 to 1
	 * @return this builder
	 */
	default B adaptivePDecay(@Nullable Double adaptivePDecay) {
		return set(Settings.ADAPTIVE_P_DECAY, adaptivePDecay);
	}

	/**
	 * Set how many of the last tokens llama.cpp's penalties look at.
	 * @param penaltyLastN the number of tokens, prompt included, at least 0
	 * @return this builder
	 */
	default B penaltyLastN(@Nullable Integer penaltyLastN) {
		return set(Settings.PENALTY_LAST_N, penaltyLastN);
	}

	/**
	 * Penalise tokens that continue a repetition.
	 * @param dryMultiplier what is subtracted where the repetition is just too long; 0
	 * for none
	 * @return this builder
	 */
	default B dryMultiplier(@Nullable Double dryMultiplier) {
		return set(Settings.DRY_MULTIPLIER, dryMultiplier);
	}

	/**
	 * Set by how much the penalty of a repetition grows with its length.
	 * @param dryBase the factor, at least 0; below 1 for no penalty
	 * @return this builder
	 */
	default B dryBase(@Nullable Double dryBase) {
		return set(Settings.DRY_BASE, dryBase);
	}

	/**
	 * Set from what length on a repetition is penalised.
	 * @param dryAllowedLength the number of tokens, at least 0
	 * @return this builder
	 */
	default B dryAllowedLength(@Nullable Integer dryAllowedLength) {
		return set(Settings.DRY_ALLOWED_LENGTH, dryAllowedLength);
	}

	/**
	 * Set where repetitions are looked for.
	 * @param dryPenaltyLastN the number of last tokens, prompt included, at least 0
	 * @return this builder
	 */
	default B dryPenaltyLastN(@Nullable Integer dryPenaltyLastN) {
		return set(Settings.DRY_PENALTY_LAST_N, dryPenaltyLastN);
	}

	/**
	 * Set the texts that no repetition crosses.
	 * @param drySequenceBreakers the texts
	 * @return this builder
	 */
	default B drySequenceBreakers(@Nullable List<String> drySequenceBreakers) {
		return set(Settings.DRY_SEQUENCE_BREAKERS, drySequenceBreakers);
	}

	/**
	 * Penalise tokens that have occurred, in the prompt or behind it.
	 * @param repetitionPenalty the penalty, above 0; above 1 makes them less likely
	 * @return this builder
	 */
	default B repetitionPenalty(@Nullable Double repetitionPenalty) {
		return set(Settings.REPETITION_PENALTY, repetitionPenalty);
	}

	/**
	 * Let first tokens not count for the repetition penalty.
	 * @param promptIgnoreLength how many, at least 0
	 * @return this builder
	 */
	default B promptIgnoreLength(@Nullable Integer promptIgnoreLength) {
		return set(Settings.PROMPT_IGNORE_LENGTH, promptIgnoreLength);
	}

	/**
	 * Reward the tokens of the prompt.
	 * @param encoderRepetitionPenalty the reward, above 0; above 1 makes them likelier
	 * @return this builder
	 */
	default B encoderRepetitionPenalty(@Nullable Double encoderRepetitionPenalty) {
		return set(Settings.ENCODER_REPETITION_PENALTY, encoderRepetitionPenalty);
	}

	/**
	 * Let no run of tokens occur twice.
	 * @param noRepeatNgramSize the length of the runs, 0 for none
	 * @return this builder
	 */
	default B noRepeatNgramSize(@Nullable Integer noRepeatNgramSize) {
		return set(Settings.NO_REPEAT_NGRAM_SIZE, noRepeatNgramSize);
	}

	/**
	 * Let no run of tokens of the prompt be repeated.
	 * @param encoderNoRepeatNgramSize the length of the runs, 0 for none
	 * @return this builder
	 */
	default B encoderNoRepeatNgramSize(@Nullable Integer encoderNoRepeatNgramSize) {
		return set(Settings.ENCODER_NO_REPEAT_NGRAM_SIZE, encoderNoRepeatNgramSize);
	}

	/**
	 * Add to the score of the last token of sequences, behind the others.
	 * @param sequenceBias the sequences of token ids with what is added
	 * @return this builder
	 */
	default B sequenceBias(@Nullable Map<List<Integer>, Double> sequenceBias) {
		return set(Settings.SEQUENCE_BIAS, sequenceBias);
	}

	/**
	 * Add to the scores of tokens.
	 * @param logitBias the token ids with what is added
	 * @return this builder
	 */
	default B logitBias(@Nullable Map<Integer, Double> logitBias) {
		return set(Settings.LOGIT_BIAS, logitBias);
	}

	/**
	 * Ban sequences of tokens.
	 * @param badWordsIds the sequences of token ids
	 * @return this builder
	 */
	default B badWordsIds(@Nullable List<List<Integer>> badWordsIds) {
		return set(Settings.BAD_WORDS_IDS, badWordsIds);
	}

	/**
	 * Ban words, with or without a space before, as the tokenizer cuts them.
	 * @param badWords the words
	 * @return this builder
	 */
	default B badWords(@Nullable List<String> badWords) {
		return set(Settings.BAD_WORDS, badWords);
	}

	/**
	 * Ban phrases, however they are cut into tokens.
	 * @param badPhrases the phrases
	 * @return this builder
	 */
	default B badPhrases(@Nullable List<String> badPhrases) {
		return set(Settings.BAD_PHRASES, badPhrases);
	}

	/**
	 * Ban phrases in upper and lower case.
	 * @param badPhrasesIgnoreCase whether to
	 * @return this builder
	 */
	default B badPhrasesIgnoreCase(@Nullable Boolean badPhrasesIgnoreCase) {
		return set(Settings.BAD_PHRASES_IGNORE_CASE, badPhrasesIgnoreCase);
	}

	/**
	 * Let no text end before prompt and text have so many tokens.
	 * @param minLength the number of tokens, 0 for none
	 * @return this builder
	 */
	default B minLength(@Nullable Integer minLength) {
		return set(Settings.MIN_LENGTH, minLength);
	}

	/**
	 * Let no text end before it has so many tokens.
	 * @param minNewTokens the number of tokens, 0 for none
	 * @return this builder
	 */
	default B minNewTokens(@Nullable Integer minNewTokens) {
		return set(Settings.MIN_NEW_TOKENS, minNewTokens);
	}

	/**
	 * Allow only the tokens that a function names.
	 * @param prefixAllowedTokens the function
	 * @return this builder
	 */
	default B prefixAllowedTokens(PrefixAllowedTokens.@Nullable AllowedTokens prefixAllowedTokens) {
		return set(Settings.PREFIX_ALLOWED_TOKENS, prefixAllowedTokens);
	}

	/**
	 * Allow only some tokens.
	 * @param allowedTokenIds the token ids
	 * @return this builder
	 */
	default B allowedTokenIds(@Nullable List<Integer> allowedTokenIds) {
		return set(Settings.ALLOWED_TOKEN_IDS, allowedTokenIds);
	}

	/**
	 * Force the token that follows a prompt of one token.
	 * @param forcedBosTokenId the token id
	 * @return this builder
	 */
	default B forcedBosTokenId(@Nullable Integer forcedBosTokenId) {
		return set(Settings.FORCED_BOS_TOKEN_ID, forcedBosTokenId);
	}

	/**
	 * Force the last token of a text of the greatest length.
	 * @param forcedEosTokenId the token ids, one of which it is
	 * @return this builder
	 */
	default B forcedEosTokenId(@Nullable List<Integer> forcedEosTokenId) {
		return set(Settings.FORCED_EOS_TOKEN_ID, forcedEosTokenId);
	}

	/**
	 * Replace scores that are not a number or not finite.
	 * @param removeInvalidValues whether to
	 * @return this builder
	 */
	default B removeInvalidValues(@Nullable Boolean removeInvalidValues) {
		return set(Settings.REMOVE_INVALID_VALUES, removeInvalidValues);
	}

	/**
	 * Let the end of the text get likelier from some length on.
	 * @param exponentialDecayLengthPenalty the number of tokens, and the factor
	 * @return this builder
	 */
	default B exponentialDecayLengthPenalty(@Nullable List<Double> exponentialDecayLengthPenalty) {
		return set(Settings.EXPONENTIAL_DECAY_LENGTH_PENALTY, exponentialDecayLengthPenalty);
	}

	/**
	 * Ban tokens.
	 * @param suppressTokens the token ids
	 * @return this builder
	 */
	default B suppressTokens(@Nullable List<Integer> suppressTokens) {
		return set(Settings.SUPPRESS_TOKENS, suppressTokens);
	}

	/**
	 * Ban tokens at the beginning of the text.
	 * @param beginSuppressTokens the token ids
	 * @return this builder
	 */
	default B beginSuppressTokens(@Nullable List<Integer> beginSuppressTokens) {
		return set(Settings.BEGIN_SUPPRESS_TOKENS, beginSuppressTokens);
	}

	/**
	 * Mark the text with a watermark.
	 * @param watermarkBias what is added to the scores of favoured tokens
	 * @return this builder
	 */
	default B watermarkBias(@Nullable Double watermarkBias) {
		return set(Settings.WATERMARK_BIAS, watermarkBias);
	}

	/**
	 * Set how much of the vocabulary a watermark favours.
	 * @param watermarkGreenlistRatio the share, between 0 and 1
	 * @return this builder
	 */
	default B watermarkGreenlistRatio(@Nullable Double watermarkGreenlistRatio) {
		return set(Settings.WATERMARK_GREENLIST_RATIO, watermarkGreenlistRatio);
	}

	/**
	 * Set the key of the watermark.
	 * @param watermarkHashingKey the key, to be kept secret
	 * @return this builder
	 */
	default B watermarkHashingKey(@Nullable Long watermarkHashingKey) {
		return set(Settings.WATERMARK_HASHING_KEY, watermarkHashingKey);
	}

	/**
	 * Set what else the tokens that a watermark favours depend on.
	 * @param watermarkSeedingScheme {@code lefthash} or {@code selfhash}
	 * @return this builder
	 */
	default B watermarkSeedingScheme(@Nullable String watermarkSeedingScheme) {
		return set(Settings.WATERMARK_SEEDING_SCHEME, watermarkSeedingScheme);
	}

	/**
	 * Set how many tokens the tokens that a watermark favours depend on.
	 * @param watermarkContextWidth the number of tokens, at least 1
	 * @return this builder
	 */
	default B watermarkContextWidth(@Nullable Integer watermarkContextWidth) {
		return set(Settings.WATERMARK_CONTEXT_WIDTH, watermarkContextWidth);
	}

	/**
	 * Mark the text with SynthID.
	 * @param synthidKeys the keys, one a round of the tournament
	 * @return this builder
	 */
	default B synthidKeys(@Nullable List<Long> synthidKeys) {
		return set(Settings.SYNTHID_KEYS, synthidKeys);
	}

	/**
	 * Set how many tokens SynthID hashes.
	 * @param synthidNgramLen the number of tokens, the chosen one included, at least 1
	 * @return this builder
	 */
	default B synthidNgramLen(@Nullable Integer synthidNgramLen) {
		return set(Settings.SYNTHID_NGRAM_LEN, synthidNgramLen);
	}

	/**
	 * Set how many contexts SynthID remembers.
	 * @param synthidContextHistorySize the number of contexts, at least 0
	 * @return this builder
	 */
	default B synthidContextHistorySize(@Nullable Integer synthidContextHistorySize) {
		return set(Settings.SYNTHID_CONTEXT_HISTORY_SIZE, synthidContextHistorySize);
	}

	/**
	 * Set how many random bits SynthID has.
	 * @param synthidSamplingTableSize the number of bits, from 1 to 2^24
	 * @return this builder
	 */
	default B synthidSamplingTableSize(@Nullable Integer synthidSamplingTableSize) {
		return set(Settings.SYNTHID_SAMPLING_TABLE_SIZE, synthidSamplingTableSize);
	}

	/**
	 * Set the seed of the random bits of SynthID.
	 * @param synthidSamplingTableSeed the seed
	 * @return this builder
	 */
	default B synthidSamplingTableSeed(@Nullable Long synthidSamplingTableSeed) {
		return set(Settings.SYNTHID_SAMPLING_TABLE_SEED, synthidSamplingTableSeed);
	}

	/**
	 * Let SynthID leave out the first positions, whose context is incomplete.
	 * @param synthidSkipFirstNgramCalls whether to
	 * @return this builder
	 */
	default B synthidSkipFirstNgramCalls(@Nullable Boolean synthidSkipFirstNgramCalls) {
		return set(Settings.SYNTHID_SKIP_FIRST_NGRAM_CALLS, synthidSkipFirstNgramCalls);
	}

	/**
	 * Let SynthID begin with the same score for all tokens.
	 * @param synthidDebugMode whether to
	 * @return this builder
	 */
	default B synthidDebugMode(@Nullable Boolean synthidDebugMode) {
		return set(Settings.SYNTHID_DEBUG_MODE, synthidDebugMode);
	}

	/**
	 * Turn scores into log-probabilities in the end.
	 * @param renormalizeLogits whether to
	 * @return this builder
	 */
	default B renormalizeLogits(@Nullable Boolean renormalizeLogits) {
		return set(Settings.RENORMALIZE_LOGITS, renormalizeLogits);
	}

}
