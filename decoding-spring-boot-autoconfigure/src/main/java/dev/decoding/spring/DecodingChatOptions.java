package dev.decoding.spring;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.LogitsConfigurer;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;
import dev.decoding.search.RepetitionCriterion;
import dev.decoding.search.Truncation;
import dev.decoding.scaling.settings.ScalingConfigurer;
import dev.decoding.search.settings.MixtureConfigurer;
import dev.decoding.search.settings.SearchConfigurer;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * Options of one request. What is {@code null} is not set, and comes from the options
 * that the {@link DecodingChatModel} was configured with.
 */
public class DecodingChatOptions extends DefaultToolCallingChatOptions implements StructuredOutputChatOptions {

	private final LogitsSettings logits;

	private final BlockSettings search;

	private final BlockSettings mixture;

	private final BlockSettings scaling;

	private final Map<Option, Object> values;

	protected DecodingChatOptions(ToolCallingChatOptions portable, AbstractBuilder<?> builder) {
		super(portable.getToolCallbacks(), portable.getToolContext(), portable.getModel(),
				portable.getFrequencyPenalty(), portable.getMaxTokens(), portable.getPresencePenalty(),
				portable.getStopSequences(), portable.getTemperature(), portable.getTopK(), portable.getTopP());
		this.logits = LogitsSettings.builder()
			.temperature(portable.getTemperature())
			.topK(portable.getTopK())
			.topP(portable.getTopP())
			.frequencyPenalty(portable.getFrequencyPenalty())
			.presencePenalty(portable.getPresencePenalty())
			.set(builder.logits)
			.build();
		this.search = builder.search;
		this.mixture = builder.mixture;
		this.scaling = builder.scaling;
		this.values = Collections.unmodifiableMap(new EnumMap<>(builder.values));
	}

	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return portable options as options of this type.
	 * @param options options of any type
	 * @return the same options if they are of this type, else a copy of their portable
	 * values
	 */
	public static DecodingChatOptions from(ChatOptions options) {
		return (options instanceof DecodingChatOptions same) ? same : builder().take(options).build();
	}

	/**
	 * Return everything that is set for logits processors, the portable values included.
	 * @return the settings
	 */
	public LogitsSettings getLogits() {
		return this.logits;
	}

	/**
	 * Return everything that is set for search strategies.
	 * @return the settings
	 */
	public BlockSettings getSearch() {
		return this.search;
	}

	/**
	 * Return everything that is set for how models answer together.
	 * @return the settings
	 */
	public BlockSettings getMixture() {
		return this.mixture;
	}

	/**
	 * Return everything that is set for test-time compute.
	 * @return the settings
	 */
	public BlockSettings getScaling() {
		return this.scaling;
	}

	/**
	 * Return the seed of the random numbers.
	 * @return the seed, or {@code null} for another one with each request
	 */
	public @Nullable Long getSeed() {
		return (Long) this.values.get(Option.SEED);
	}

	/**
	 * Return the name of the search strategy.
	 * @return the name, such as {@code greedy}
	 */
	public @Nullable String getStrategy() {
		return (String) this.values.get(Option.STRATEGY);
	}

	/**
	 * Return the name of the sampler.
	 * @return the name, such as {@code gumbel}
	 */
	public @Nullable String getSampler() {
		return (String) this.values.get(Option.SAMPLER);
	}

	/**
	 * Return how many sequences to generate.
	 * @return the number of results of a call
	 */
	public @Nullable Integer getNumReturnSequences() {
		return (Integer) this.values.get(Option.NUM_RETURN_SEQUENCES);
	}

	/**
	 * Return what happens to a prompt that is longer than the context.
	 * @return whether it is refused or cut
	 */
	public @Nullable Truncation getTruncation() {
		return (Truncation) this.values.get(Option.TRUNCATION);
	}

	/**
	 * Return how many tokens to generate before anything ends the answer.
	 * @return the number of tokens
	 */
	public @Nullable Integer getMinTokens() {
		return (Integer) this.values.get(Option.MIN_TOKENS);
	}

	/**
	 * Return how long an answer may take.
	 * @return the time
	 */
	public @Nullable Duration getMaxTime() {
		return (Duration) this.values.get(Option.MAX_TIME);
	}

	/**
	 * Return whether the answer contains the stop string that ends it.
	 * @return whether it does
	 */
	public @Nullable Boolean getIncludeStopString() {
		return (Boolean) this.values.get(Option.INCLUDE_STOP_STRING);
	}

	/**
	 * Return whether the response tells how likely each token was.
	 * @return whether it does
	 */
	public @Nullable Boolean getLogprobs() {
		return (Boolean) this.values.get(Option.LOGPROBS);
	}

	/**
	 * Return how many likely tokens the response names at each position.
	 * @return the number of tokens
	 */
	public @Nullable Integer getTopLogprobs() {
		return (Integer) this.values.get(Option.TOP_LOGPROBS);
	}

	/**
	 * Return how an answer is found to go round in circles.
	 * @return the criterion that ends it
	 */
	public @Nullable RepetitionCriterion getRepetitionDetection() {
		return (RepetitionCriterion) this.values.get(Option.REPETITION_DETECTION);
	}

	/**
	 * Return the text that an answer begins with.
	 * @return the text
	 */
	public @Nullable String getAnswerPrefix() {
		return (String) this.values.get(Option.ANSWER_PREFIX);
	}

	/**
	 * Return what the chat template sees beside the messages and tools.
	 * @return variables by name, such as {@code enable_thinking}
	 */
	@SuppressWarnings("unchecked")
	public @Nullable Map<String, @Nullable Object> getTemplateVariables() {
		return (Map<String, @Nullable Object>) this.values.get(Option.TEMPLATE_VARIABLES);
	}

	/**
	 * Return whether messages that the chat template refuses are said in another way.
	 * @return whether they are
	 */
	public @Nullable Boolean getAdapt() {
		return (Boolean) this.values.get(Option.ADAPT);
	}

	/**
	 * Return whether the response tells the prompt that the model read.
	 * @return whether it does
	 */
	public @Nullable Boolean getPromptInMetadata() {
		return (Boolean) this.values.get(Option.PROMPT_IN_METADATA);
	}

	@Override
	public @Nullable String getOutputSchema() {
		return (String) this.values.get(Option.OUTPUT_SCHEMA);
	}

	/**
	 * Return these options with what they leave open taken from others. Unlike
	 * {@link Builder#combineWith}, applying the same defaults twice changes nothing.
	 * @param defaults where to take what is not set
	 * @return the complete options
	 */
	public DecodingChatOptions withDefaults(DecodingChatOptions defaults) {
		Builder builder = defaults.mutate().combineWith(mutate());
		if (getToolCallbacks() != null) {
			builder.toolCallbacks(getToolCallbacks());
		}
		return builder.build();
	}

	@Override
	public Builder mutate() {
		return new Builder().take(this);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && other instanceof DecodingChatOptions that && this.logits.equals(that.logits)
				&& this.search.equals(that.search) && this.mixture.equals(that.mixture)
				&& this.scaling.equals(that.scaling) && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return Objects.hash(super.hashCode(), this.logits, this.search, this.mixture, this.scaling, this.values);
	}

	/**
	 * What only this model knows.
	 */
	private enum Option {

		SEED, STRATEGY, SAMPLER, NUM_RETURN_SEQUENCES, TRUNCATION, MIN_TOKENS, MAX_TIME, INCLUDE_STOP_STRING, LOGPROBS,
		TOP_LOGPROBS, REPETITION_DETECTION, ANSWER_PREFIX, TEMPLATE_VARIABLES, ADAPT, PROMPT_IN_METADATA, OUTPUT_SCHEMA

	}

	/**
	 * Builder of {@link DecodingChatOptions}.
	 */
	public static class Builder extends AbstractBuilder<Builder> {

	}

	/**
	 * Builder that keeps its own type through every call.
	 *
	 * @param <B> the type of the builder itself
	 */
	protected abstract static class AbstractBuilder<B extends AbstractBuilder<B>>
			extends DefaultToolCallingChatOptions.Builder<B> implements StructuredOutputChatOptions.Builder<B>,
			LogitsConfigurer<B>, SearchConfigurer<B>, MixtureConfigurer<B>, ScalingConfigurer<B> {

		/** What is set for logits processors and has no portable name. */
		private LogitsSettings logits = LogitsSettings.NONE;

		private BlockSettings search = BlockSettings.NONE;

		private BlockSettings mixture = BlockSettings.NONE;

		private BlockSettings scaling = BlockSettings.NONE;

		private EnumMap<Option, Object> values = new EnumMap<>(Option.class);

		@Override
		public B clone() {
			B clone = super.clone();
			((AbstractBuilder<?>) clone).values = new EnumMap<>(this.values);
			return clone;
		}

		@Override
		public <T> B set(Setting<T> setting, @Nullable T value) {
			if (setting == Settings.TEMPERATURE) {
				return temperature((Double) value);
			}
			if (setting == Settings.TOP_K) {
				return topK((Integer) value);
			}
			if (setting == Settings.TOP_P) {
				return topP((Double) value);
			}
			if (setting == Settings.FREQUENCY_PENALTY) {
				return frequencyPenalty((Double) value);
			}
			if (setting == Settings.PRESENCE_PENALTY) {
				return presencePenalty((Double) value);
			}
			this.logits = this.logits.mutate().set(setting, value).build();
			return self();
		}

		/**
		 * Set all that settings of logits processors set.
		 * @param settings the settings
		 * @return this builder
		 */
		public B logits(LogitsSettings settings) {
			settings.all().forEach((setting) -> copy(setting, settings));
			return self();
		}

		@Override
		public <T> B search(Setting<T> setting, @Nullable T value) {
			this.search = this.search.mutate().set(setting, value).build();
			return self();
		}

		/**
		 * Set all that settings of strategies set.
		 * @param settings the settings
		 * @return this builder
		 */
		public B search(BlockSettings settings) {
			this.search = settings.withDefaults(this.search);
			return self();
		}

		@Override
		public <T> B mixture(Setting<T> setting, @Nullable T value) {
			this.mixture = this.mixture.mutate().set(setting, value).build();
			return self();
		}

		/**
		 * Set all that settings of mixtures set.
		 * @param settings the settings
		 * @return this builder
		 */
		public B mixture(BlockSettings settings) {
			this.mixture = settings.withDefaults(this.mixture);
			return self();
		}

		@Override
		public <T> B scaling(Setting<T> setting, @Nullable T value) {
			this.scaling = this.scaling.mutate().set(setting, value).build();
			return self();
		}

		/**
		 * Set all that settings of test-time compute set.
		 * @param settings the settings
		 * @return this builder
		 */
		public B scaling(BlockSettings settings) {
			this.scaling = settings.withDefaults(this.scaling);
			return self();
		}

		private <T> void copy(Setting<T> setting, LogitsSettings settings) {
			set(setting, settings.get(setting));
		}

		/**
		 * Seed the random numbers, so that the same request gives the same answer.
		 * @param seed the seed, or {@code null} for another one with each request
		 * @return this builder
		 */
		public B seed(@Nullable Long seed) {
			return set(Option.SEED, seed);
		}

		/**
		 * Choose the search strategy by name.
		 * @param strategy the name, such as {@code greedy}
		 * @return this builder
		 */
		public B strategy(@Nullable String strategy) {
			return set(Option.STRATEGY, strategy);
		}

		/**
		 * Choose by name how a token is drawn.
		 * @param sampler the name, such as {@code gumbel}, or that of a bean
		 * @return this builder
		 */
		public B sampler(@Nullable String sampler) {
			return set(Option.SAMPLER, sampler);
		}

		/**
		 * Set how many sequences to generate; a stream carries only one.
		 * @param numReturnSequences the number of results of a call
		 * @return this builder
		 */
		public B numReturnSequences(@Nullable Integer numReturnSequences) {
			return set(Option.NUM_RETURN_SEQUENCES, numReturnSequences);
		}

		/**
		 * Set what happens to a prompt that is longer than the context.
		 * @param truncation whether it is refused or cut
		 * @return this builder
		 */
		public B truncation(@Nullable Truncation truncation) {
			return set(Option.TRUNCATION, truncation);
		}

		/**
		 * Let nothing end the answer before it has so many tokens, neither an end-of-text
		 * token nor a stop string.
		 * @param minTokens the number of tokens
		 * @return this builder
		 */
		public B minTokens(@Nullable Integer minTokens) {
			return set(Option.MIN_TOKENS, minTokens);
		}

		/**
		 * End the answer with the first token that is ready after a time.
		 * @param maxTime the time from the start of the computation
		 * @return this builder
		 */
		public B maxTime(@Nullable Duration maxTime) {
			return set(Option.MAX_TIME, maxTime);
		}

		/**
		 * Let the answer contain the stop string that ends it.
		 * @param includeStopString whether to
		 * @return this builder
		 */
		public B includeStopString(@Nullable Boolean includeStopString) {
			return set(Option.INCLUDE_STOP_STRING, includeStopString);
		}

		/**
		 * Let the response tell how likely each token was.
		 * @param logprobs whether to
		 * @return this builder
		 */
		public B logprobs(@Nullable Boolean logprobs) {
			return set(Option.LOGPROBS, logprobs);
		}

		/**
		 * Let the response tell how likely each token was, and which others were likely.
		 * @param topLogprobs how many of them to name at each position
		 * @return this builder
		 */
		public B topLogprobs(@Nullable Integer topLogprobs) {
			return set(Option.TOP_LOGPROBS, topLogprobs);
		}

		/**
		 * End an answer that goes round in circles.
		 * @param repetitionDetection the criterion that ends it
		 * @return this builder
		 */
		public B repetitionDetection(@Nullable RepetitionCriterion repetitionDetection) {
			return set(Option.REPETITION_DETECTION, repetitionDetection);
		}

		/**
		 * Let the answer begin with a text; how likely its tokens were is told as that of
		 * others.
		 * @param answerPrefix the text
		 * @return this builder
		 */
		public B answerPrefix(@Nullable String answerPrefix) {
			return set(Option.ANSWER_PREFIX, answerPrefix);
		}

		/**
		 * Let the chat template see variables beside the messages and tools. With those
		 * that are configured, each name is replaced on its own.
		 * @param templateVariables variables by name, such as {@code enable_thinking}:
		 * text, numbers, booleans, {@code null}, lists and maps
		 * @return this builder
		 */
		public B templateVariables(@Nullable Map<String, ?> templateVariables) {
			return set(Option.TEMPLATE_VARIABLES, (templateVariables != null)
					? Collections.unmodifiableMap(new LinkedHashMap<>(templateVariables)) : null);
		}

		/**
		 * Say messages in another way if the chat template refuses them: system messages
		 * as part of a user message, consecutive messages of one role as one.
		 * @param adapt whether to
		 * @return this builder
		 */
		public B adapt(@Nullable Boolean adapt) {
			return set(Option.ADAPT, adapt);
		}

		/**
		 * Let the response tell the prompt that the model read.
		 * @param promptInMetadata whether to
		 * @return this builder
		 */
		public B promptInMetadata(@Nullable Boolean promptInMetadata) {
			return set(Option.PROMPT_IN_METADATA, promptInMetadata);
		}

		@Override
		public B outputSchema(@Nullable String outputSchema) {
			return set(Option.OUTPUT_SCHEMA, outputSchema);
		}

		private B set(Option option, @Nullable Object value) {
			if (value != null) {
				this.values.put(option, value);
			}
			else {
				this.values.remove(option);
			}
			return self();
		}

		/**
		 * Take what another builder has set. Its stop sequences replace the ones here,
		 * its tools are added to them.
		 * @param other a builder of any portable options
		 * @return this builder
		 */
		@Override
		public B combineWith(ChatOptions.Builder<?> other) {
			return take(other.build());
		}

		B take(ChatOptions options) {
			ifSet(options.getModel(), this::model);
			ifSet(options.getFrequencyPenalty(), this::frequencyPenalty);
			ifSet(options.getMaxTokens(), this::maxTokens);
			ifSet(options.getPresencePenalty(), this::presencePenalty);
			ifSet(options.getStopSequences(), this::stopSequences);
			ifSet(options.getTemperature(), this::temperature);
			ifSet(options.getTopK(), this::topK);
			ifSet(options.getTopP(), this::topP);
			if (options instanceof ToolCallingChatOptions that) {
				ifSet(that.getToolCallbacks(), (tools) -> toolCallbacks(tools.toArray(ToolCallback[]::new)));
				ifSet(that.getToolContext(), this::toolContext);
			}
			if (options instanceof StructuredOutputChatOptions that) {
				ifSet(that.getOutputSchema(), this::outputSchema);
			}
			if (options instanceof DecodingChatOptions that) {
				logits(that.logits);
				search(that.search);
				mixture(that.mixture);
				scaling(that.scaling);
				Map<String, @Nullable Object> variables = new LinkedHashMap<>();
				addTemplateVariables(this.values, variables);
				addTemplateVariables(that.values, variables);
				this.values.putAll(that.values);
				if (!variables.isEmpty()) {
					templateVariables(variables);
				}
			}
			return self();
		}

		@SuppressWarnings("unchecked")
		private static void addTemplateVariables(Map<Option, Object> values, Map<String, @Nullable Object> variables) {
			Object own = values.get(Option.TEMPLATE_VARIABLES);
			if (own != null) {
				variables.putAll((Map<String, @Nullable Object>) own);
			}
		}

		private static <T> void ifSet(@Nullable T value, Consumer<T> setter) {
			if (value != null) {
				setter.accept(value);
			}
		}

		@Override
		public DecodingChatOptions build() {
			return new DecodingChatOptions(super.build(), this);
		}

	}

}
