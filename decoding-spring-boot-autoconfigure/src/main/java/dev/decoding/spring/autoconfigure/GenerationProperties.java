package dev.decoding.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.decoding.search.RepetitionCriterion;
import dev.decoding.search.Truncation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far a text is continued.
 *
 * @param maxTokens Most tokens of an answer; as many as the context holds when not set.
 * @param minTokens Least tokens of an answer; nothing ends it before.
 * @param maxTime Longest time of an answer, behind which it ends with the next token.
 * @param stop Comma-separated list of strings that end an answer; they are not part of
 * it.
 * @param includeStopString Whether an answer contains the string that ends it.
 * @param repetitionDetection How an answer that goes round in circles is found.
 * @param answerPrefix Text that every answer begins with.
 * @param logprobs Whether a response tells how likely each token was.
 * @param topLogprobs Number of likely tokens that a response names at each position.
 * @param seed Seed of the random numbers; another one with each request when not set.
 * @param truncation What happens to a prompt that is longer than the context.
 * @param maxConcurrency Most requests that are computed at a time; more than that wait.
 */
public record GenerationProperties(@Nullable Integer maxTokens, @Nullable Integer minTokens, @Nullable Duration maxTime,
		@Nullable List<String> stop, @Nullable Boolean includeStopString,
		@DefaultValue RepetitionDetection repetitionDetection, @Nullable String answerPrefix,
		@Nullable Boolean logprobs, @Nullable Integer topLogprobs, @Nullable Long seed,
		@DefaultValue("error") Truncation truncation, @DefaultValue("64") int maxConcurrency) {

	public GenerationProperties {
		InvalidPropertyException.requireAtLeast("decoding.generation.max-tokens", maxTokens, 1);
		InvalidPropertyException.requireAtLeast("decoding.generation.min-tokens", minTokens, 0);
		if (minTokens != null && maxTokens != null && minTokens > maxTokens) {
			throw new InvalidPropertyException("decoding.generation.min-tokens", minTokens,
					"at most 'decoding.generation.max-tokens', which is " + maxTokens);
		}
		if (maxTime != null && maxTime.isNegative()) {
			throw new InvalidPropertyException("decoding.generation.max-time", maxTime,
					"a time that is not negative, such as '10s'");
		}
		InvalidPropertyException.requireAtLeast("decoding.generation.top-logprobs", topLogprobs, 0);
		InvalidPropertyException.requireAtLeast("decoding.generation.max-concurrency", maxConcurrency, 1);
		stop = (stop != null) ? List.copyOf(stop) : null;
		if (stop != null && stop.contains("")) {
			throw new InvalidPropertyException("decoding.generation.stop", stop,
					"a list of strings that are not empty");
		}
	}

	/**
	 * How an answer that goes round in circles is found, and ended: by a pattern of
	 * tokens that it repeats without anything between.
	 *
	 * @param maxPatternSize Longest pattern in tokens; 0 for none.
	 * @param minPatternSize Shortest pattern in tokens.
	 * @param minCount Number of times that the pattern occurs at least.
	 */
	public record RepetitionDetection(@DefaultValue("0") int maxPatternSize, @DefaultValue("0") int minPatternSize,
			@DefaultValue("2") int minCount) {

		public RepetitionDetection {
			InvalidPropertyException.requireAtLeast("decoding.generation.repetition-detection.max-pattern-size",
					maxPatternSize, 0);
			InvalidPropertyException.requireAtLeast("decoding.generation.repetition-detection.min-pattern-size",
					minPatternSize, 0);
			InvalidPropertyException.requireAtLeast("decoding.generation.repetition-detection.min-count", minCount, 2);
			if (minPatternSize > maxPatternSize) {
				throw new InvalidPropertyException("decoding.generation.repetition-detection.min-pattern-size",
						minPatternSize, "at most the 'max-pattern-size', which is " + maxPatternSize);
			}
		}

		@Nullable RepetitionCriterion toCriterion() {
			return (this.maxPatternSize > 0)
					? new RepetitionCriterion(this.maxPatternSize, this.minPatternSize, this.minCount) : null;
		}

	}

}
