package dev.decoding.spring.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.decoding.logits.settings.LogitsSettings;
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
 * @param repetitionPenalty Penalty of tokens that have occurred, in the prompt or behind
 * it; above 1 makes them less likely.
 * @param promptIgnoreLength Number of first tokens that do not count for the repetition
 * penalty.
 * @param encoderRepetitionPenalty Reward of the prompt's tokens; above 1 makes them
 * likelier.
 * @param frequencyPenalty Amount subtracted from a token's score for each time that it
 * was generated.
 * @param presencePenalty Amount subtracted from a token's score if it was generated.
 * @param noRepeatNgramSize Length of the runs of tokens that must not occur twice; 0 for
 * none.
 * @param encoderNoRepeatNgramSize Length of the runs of tokens of the prompt that must
 * not be repeated; 0 for none.
 * @param sequenceBias Sequences of token ids, each with what is added to the score of its
 * last token behind the others.
 * @param logitBias Token ids with what is added to their scores.
 * @param badWordsIds Sequences of token ids that must not occur.
 * @param badWords Comma-separated list of words whose tokens must not be generated, with
 * or without a space before.
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
 * @param renormalizeLogits Whether to turn scores into log-probabilities in the end.
 */
public record LogitsProperties(@Nullable List<String> order, @Nullable Double temperature, @Nullable Integer topK,
		@Nullable Double topP, @Nullable Double repetitionPenalty, @Nullable Integer promptIgnoreLength,
		@Nullable Double encoderRepetitionPenalty, @Nullable Double frequencyPenalty, @Nullable Double presencePenalty,
		@Nullable Integer noRepeatNgramSize, @Nullable Integer encoderNoRepeatNgramSize,
		@Nullable List<SequenceBiasProperties> sequenceBias, @Nullable Map<Integer, Double> logitBias,
		@Nullable List<List<Integer>> badWordsIds, @Nullable List<String> badWords, @Nullable List<String> badPhrases,
		@Nullable Boolean badPhrasesIgnoreCase, @Nullable Integer minLength, @Nullable Integer minNewTokens,
		@Nullable List<Integer> allowedTokenIds, @Nullable Integer forcedBosTokenId,
		@Nullable List<Integer> forcedEosTokenId, @Nullable Boolean removeInvalidValues,
		@Nullable List<Double> exponentialDecayLengthPenalty, @Nullable List<Integer> suppressTokens,
		@Nullable List<Integer> beginSuppressTokens, @DefaultValue Watermark watermark,
		@Nullable Boolean renormalizeLogits) {

	/**
	 * Return what is set.
	 * @return the settings
	 * @throws InvalidPropertyException if a value is out of its range
	 */
	LogitsSettings toSettings() {
		return SettingsOfRecord.read("decoding.logits", this);
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

}
