package dev.decoding.samples.cli;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.decoding.search.Cost;
import dev.decoding.search.TokenStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What a generation prints as JSON.
 *
 * @param sequences the ids of each sequence with the prompt
 * @param texts each sequence decoded, without special tokens; empty where the model has
 * no tokenizer
 * @param scores the score of each sequence, as its strategy defines it
 * @param finishReasons why each sequence ended
 * @param usage how many tokens it took
 * @param cost what it took of the model
 * @param logprobs for each token of each sequence how likely it was, if that was asked
 * for
 */
record GenerationOutput(List<int[]> sequences, List<String> texts, List<Double> scores, List<String> finishReasons,
		Usage usage, Cost cost,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<List<TokenStatistics>> logprobs) {

	/**
	 * How many tokens a generation took.
	 *
	 * @param promptTokens the tokens of the prompt
	 * @param completionTokens the generated tokens
	 * @param totalTokens both
	 * @param cachedTokens the tokens of the prompt that were found in the cache
	 */
	record Usage(int promptTokens, int completionTokens, int totalTokens, int cachedTokens) {

	}

}
