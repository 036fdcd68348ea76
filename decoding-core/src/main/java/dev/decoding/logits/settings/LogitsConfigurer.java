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
	 * Turn scores into log-probabilities in the end.
	 * @param renormalizeLogits whether to
	 * @return this builder
	 */
	default B renormalizeLogits(@Nullable Boolean renormalizeLogits) {
		return set(Settings.RENORMALIZE_LOGITS, renormalizeLogits);
	}

}
