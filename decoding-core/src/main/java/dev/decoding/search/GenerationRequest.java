package dev.decoding.search;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.CategoricalSampler;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.TokenSequence;

/**
 * What is wanted of a generation.
 *
 * @param prompt the tokens to continue, at least one
 * @param attentionMask for each token of the prompt whether the model sees it, the last
 * one in any case, or {@code null} if it sees all; positions count only the seen ones,
 * processors see all
 * @param forcedPrefix the tokens that each answer begins with; nothing ends a sequence
 * within them, and their log-probabilities are the model's own
 * @param maxNewTokens how many tokens to generate at most, or {@code null} for as many as
 * the context holds
 * @param minNewTokens how many tokens to generate at least: until then nothing ends a
 * sequence but a full context, and end-of-text tokens are not chosen
 * @param endOfTextTokens the tokens that end a sequence, or {@code null} for the model's
 * own
 * @param stopStrings the texts that end a sequence; where several are completed by one
 * character, the longest counts
 * @param includeStopString whether the text contains the stop string that ends it
 * @param stoppingCriteria what else ends a sequence
 * @param processors what the scores go through before a token is chosen
 * @param sampler how a token is chosen where a strategy draws it at random
 * @param statistics how many alternatives to name in the {@linkplain TokenStatistics
 * statistics of each token}, or {@code null} for no statistics
 * @param seed the seed of all random numbers
 * @param numReturnSequences how many sequences to generate, at least one
 * @param truncation what happens to a prompt that leaves no room in the context
 * @param skipSpecialTokens whether to leave special tokens out of the text
 * @param cancellation what can end the generation early
 */
public record GenerationRequest(TokenSequence prompt, boolean @Nullable [] attentionMask, List<Integer> forcedPrefix,
		@Nullable Integer maxNewTokens, int minNewTokens, @Nullable Set<Integer> endOfTextTokens,
		List<String> stopStrings, boolean includeStopString, List<StoppingCriterion> stoppingCriteria,
		LogitsProcessorChain processors, TokenSampler sampler, @Nullable Integer statistics, long seed,
		int numReturnSequences, Truncation truncation, boolean skipSpecialTokens, Cancellation cancellation) {

	public GenerationRequest {
		if (prompt.isEmpty()) {
			throw new IllegalArgumentException(
					"The 'prompt' has no token; give it at least one, such as the model's begin-of-text token");
		}
		if (maxNewTokens != null && maxNewTokens < 1) {
			throw new IllegalArgumentException("'maxNewTokens' is %d but must be at least 1".formatted(maxNewTokens));
		}
		if (maxNewTokens != null && maxNewTokens < forcedPrefix.size()) {
			throw new IllegalArgumentException(
					"'maxNewTokens' is %d but must be at least the %d tokens of 'forcedPrefix'".formatted(maxNewTokens,
							forcedPrefix.size()));
		}
		if (minNewTokens < 0 || maxNewTokens != null && minNewTokens > maxNewTokens) {
			throw new IllegalArgumentException("'minNewTokens' is %d but must be at least 0%s".formatted(minNewTokens,
					(maxNewTokens != null) ? " and at most 'maxNewTokens', " + maxNewTokens : ""));
		}
		if (numReturnSequences < 1) {
			throw new IllegalArgumentException(
					"'numReturnSequences' is %d but must be at least 1".formatted(numReturnSequences));
		}
		if (statistics != null && statistics < 0) {
			throw new IllegalArgumentException("'statistics' is %d but must be at least 0".formatted(statistics));
		}
		if (stopStrings.contains("")) {
			throw new IllegalArgumentException("'stopStrings' has an empty text, which would end every sequence");
		}
		attentionMask = (attentionMask != null) ? checked(attentionMask, prompt) : null;
		prompt = prompt.withPromptLength(prompt.length());
		forcedPrefix = List.copyOf(forcedPrefix);
		endOfTextTokens = (endOfTextTokens != null) ? Set.copyOf(endOfTextTokens) : null;
		stopStrings = List.copyOf(stopStrings);
		stoppingCriteria = List.copyOf(stoppingCriteria);
	}

	private static boolean[] checked(boolean[] attentionMask, TokenSequence prompt) {
		if (attentionMask.length != prompt.length()) {
			throw new IllegalArgumentException(
					"'attentionMask' has %d entries but must have %d, one a token of the prompt"
						.formatted(attentionMask.length, prompt.length()));
		}
		if (!attentionMask[attentionMask.length - 1]) {
			throw new IllegalArgumentException(
					"'attentionMask' hides the last token of the prompt, so that nothing follows it; let it be seen");
		}
		return attentionMask.clone();
	}

	/**
	 * Begin a request.
	 * @param prompt the tokens to continue
	 * @return a builder
	 */
	public static Builder of(TokenSequence prompt) {
		return new Builder(prompt);
	}

	/**
	 * Begin a request.
	 * @param prompt the tokens to continue
	 * @return a builder
	 */
	public static Builder of(int... prompt) {
		return new Builder(TokenSequence.of(prompt));
	}

	/**
	 * Begin a request that is like this one.
	 * @return a builder with all of this request's values
	 */
	public Builder toBuilder() {
		return toBuilder(this.prompt);
	}

	/**
	 * Begin a request that is like this one but continues another prompt.
	 * @param prompt the tokens to continue
	 * @return a builder with all other values of this request, the attention mask
	 * included, which has to fit the prompt
	 */
	public Builder toBuilder(TokenSequence prompt) {
		Builder builder = new Builder(prompt).attentionMask(this.attentionMask)
			.forcedPrefix(this.forcedPrefix)
			.maxNewTokens(this.maxNewTokens)
			.minNewTokens(this.minNewTokens)
			.stopStrings(this.stopStrings)
			.includeStopString(this.includeStopString)
			.stoppingCriteria(this.stoppingCriteria)
			.processors(this.processors.processors())
			.sampler(this.sampler)
			.statistics(this.statistics)
			.seed(this.seed)
			.numReturnSequences(this.numReturnSequences)
			.truncation(this.truncation)
			.skipSpecialTokens(this.skipSpecialTokens)
			.cancellation(this.cancellation);
		return (this.endOfTextTokens != null) ? builder.endOfTextTokens(this.endOfTextTokens) : builder;
	}

	/**
	 * Builds a request. Nothing but the prompt is required.
	 */
	public static final class Builder {

		private final TokenSequence prompt;

		private boolean @Nullable [] attentionMask;

		private List<Integer> forcedPrefix = List.of();

		private @Nullable Integer maxNewTokens;

		private int minNewTokens;

		private @Nullable Set<Integer> endOfTextTokens;

		private List<String> stopStrings = List.of();

		private boolean includeStopString;

		private List<StoppingCriterion> stoppingCriteria = List.of();

		private LogitsProcessorChain processors = LogitsProcessorChain.EMPTY;

		private TokenSampler sampler = new CategoricalSampler();

		private @Nullable Integer statistics;

		private long seed;

		private int numReturnSequences = 1;

		private Truncation truncation = Truncation.ERROR;

		private boolean skipSpecialTokens = true;

		private Cancellation cancellation = new Cancellation();

		private Builder(TokenSequence prompt) {
			this.prompt = prompt;
		}

		public Builder attentionMask(boolean @Nullable [] attentionMask) {
			this.attentionMask = attentionMask;
			return this;
		}

		public Builder forcedPrefix(int... forcedPrefix) {
			return forcedPrefix(Arrays.stream(forcedPrefix).boxed().toList());
		}

		public Builder forcedPrefix(List<Integer> forcedPrefix) {
			this.forcedPrefix = forcedPrefix;
			return this;
		}

		public Builder maxNewTokens(@Nullable Integer maxNewTokens) {
			this.maxNewTokens = maxNewTokens;
			return this;
		}

		public Builder minNewTokens(int minNewTokens) {
			this.minNewTokens = minNewTokens;
			return this;
		}

		public Builder endOfTextTokens(Integer... endOfTextTokens) {
			return endOfTextTokens(List.of(endOfTextTokens));
		}

		public Builder endOfTextTokens(Iterable<Integer> endOfTextTokens) {
			Set<Integer> tokens = new LinkedHashSet<>();
			endOfTextTokens.forEach(tokens::add);
			this.endOfTextTokens = tokens;
			return this;
		}

		public Builder stopStrings(String... stopStrings) {
			return stopStrings(List.of(stopStrings));
		}

		public Builder stopStrings(List<String> stopStrings) {
			this.stopStrings = stopStrings;
			return this;
		}

		public Builder includeStopString(boolean includeStopString) {
			this.includeStopString = includeStopString;
			return this;
		}

		public Builder stoppingCriteria(StoppingCriterion... stoppingCriteria) {
			return stoppingCriteria(List.of(stoppingCriteria));
		}

		public Builder stoppingCriteria(List<StoppingCriterion> stoppingCriteria) {
			this.stoppingCriteria = stoppingCriteria;
			return this;
		}

		public Builder processors(LogitsProcessor... processors) {
			return processors(List.of(processors));
		}

		public Builder processors(List<? extends LogitsProcessor> processors) {
			this.processors = new LogitsProcessorChain(List.copyOf(processors));
			return this;
		}

		public Builder sampler(TokenSampler sampler) {
			this.sampler = sampler;
			return this;
		}

		public Builder statistics(@Nullable Integer alternatives) {
			this.statistics = alternatives;
			return this;
		}

		public Builder seed(long seed) {
			this.seed = seed;
			return this;
		}

		public Builder numReturnSequences(int numReturnSequences) {
			this.numReturnSequences = numReturnSequences;
			return this;
		}

		public Builder truncation(Truncation truncation) {
			this.truncation = truncation;
			return this;
		}

		public Builder skipSpecialTokens(boolean skipSpecialTokens) {
			this.skipSpecialTokens = skipSpecialTokens;
			return this;
		}

		public Builder cancellation(Cancellation cancellation) {
			this.cancellation = cancellation;
			return this;
		}

		/**
		 * Return the request.
		 * @return the request
		 * @throws IllegalArgumentException if a value is out of its range; the message
		 * names it
		 */
		public GenerationRequest build() {
			return new GenerationRequest(this.prompt, this.attentionMask, this.forcedPrefix, this.maxNewTokens,
					this.minNewTokens, this.endOfTextTokens, this.stopStrings, this.includeStopString,
					this.stoppingCriteria, this.processors, this.sampler, this.statistics, this.seed,
					this.numReturnSequences, this.truncation, this.skipSpecialTokens, this.cancellation);
		}

	}

}
