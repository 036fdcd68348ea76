package dev.decoding.samples.cli;

import java.util.List;

/**
 * What a generation prints as JSON.
 *
 * @param sequences the ids of each sequence with the prompt
 * @param texts each sequence decoded, without special tokens; empty where the model has
 * no tokenizer
 * @param scores the score of each sequence, as its strategy defines it
 * @param finishReasons why each sequence ended
 * @param usage how many tokens it took
 */
record GenerationOutput(List<int[]> sequences, List<String> texts, List<Double> scores, List<String> finishReasons,
		Usage usage) {

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
