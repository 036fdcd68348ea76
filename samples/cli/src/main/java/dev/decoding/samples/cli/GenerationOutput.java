package dev.decoding.samples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.SearchTrace;
import dev.decoding.search.Cost;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GenerationResult;
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
 * @param scaling how test-time compute came by the first sequence, if it was asked for
 */
record GenerationOutput(List<int[]> sequences, List<String> texts, List<Double> scores, List<String> finishReasons,
		Usage usage, Cost cost,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<List<TokenStatistics>> logprobs,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Scaling scaling) {

	/**
	 * How test-time compute came by the answer.
	 *
	 * @param answer what was compared with other answers
	 * @param votes the votes of each answer, most first
	 * @param candidates how many answers there were to choose from
	 * @param interruption why the search ended before it was done
	 * @param trace the whole search, if that was asked for
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Scaling(@Nullable String answer, Map<String, Double> votes, int candidates, @Nullable String interruption,
			@Nullable SearchTrace trace) {

		static @Nullable Scaling of(GenerationResult result, boolean traced) {
			if (!(result.sequences().get(0).details() instanceof ScalingDetails details)) {
				return null;
			}
			FinishReason interruption = details.interruption();
			return new Scaling(details.answer(), details.votes(), details.candidates(),
					(interruption != null) ? interruption.name().toLowerCase(Locale.ROOT) : null,
					traced ? details.trace() : null);
		}

	}

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
