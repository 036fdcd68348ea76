package dev.decoding.spring;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.decoding.logits.settings.LogitsConfigurer;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;
import dev.decoding.search.Truncation;
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

	private final @Nullable Long seed;

	private final @Nullable String strategy;

	private final @Nullable Integer numReturnSequences;

	private final @Nullable Truncation truncation;

	private final @Nullable String outputSchema;

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
		this.seed = builder.seed;
		this.strategy = builder.strategy;
		this.numReturnSequences = builder.numReturnSequences;
		this.truncation = builder.truncation;
		this.outputSchema = builder.outputSchema;
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
	 * Return the seed of the random numbers.
	 * @return the seed, or {@code null} for another one with each request
	 */
	public @Nullable Long getSeed() {
		return this.seed;
	}

	/**
	 * Return the name of the search strategy.
	 * @return the name, such as {@code greedy}
	 */
	public @Nullable String getStrategy() {
		return this.strategy;
	}

	/**
	 * Return how many sequences to generate.
	 * @return the number of results of a call
	 */
	public @Nullable Integer getNumReturnSequences() {
		return this.numReturnSequences;
	}

	/**
	 * Return what happens to a prompt that is longer than the context.
	 * @return whether it is refused or cut
	 */
	public @Nullable Truncation getTruncation() {
		return this.truncation;
	}

	@Override
	public @Nullable String getOutputSchema() {
		return this.outputSchema;
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
				&& Objects.equals(this.seed, that.seed) && Objects.equals(this.strategy, that.strategy)
				&& Objects.equals(this.numReturnSequences, that.numReturnSequences)
				&& this.truncation == that.truncation && Objects.equals(this.outputSchema, that.outputSchema);
	}

	@Override
	public int hashCode() {
		return Objects.hash(super.hashCode(), this.logits, this.seed, this.strategy, this.numReturnSequences,
				this.truncation, this.outputSchema);
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
			extends DefaultToolCallingChatOptions.Builder<B>
			implements StructuredOutputChatOptions.Builder<B>, LogitsConfigurer<B> {

		/** What is set for logits processors and has no portable name. */
		private LogitsSettings logits = LogitsSettings.NONE;

		private @Nullable Long seed;

		private @Nullable String strategy;

		private @Nullable Integer numReturnSequences;

		private @Nullable Truncation truncation;

		private @Nullable String outputSchema;

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

		private <T> void copy(Setting<T> setting, LogitsSettings settings) {
			set(setting, settings.get(setting));
		}

		/**
		 * Seed the random numbers, so that the same request gives the same answer.
		 * @param seed the seed, or {@code null} for another one with each request
		 * @return this builder
		 */
		public B seed(@Nullable Long seed) {
			this.seed = seed;
			return self();
		}

		/**
		 * Choose the search strategy by name.
		 * @param strategy the name, such as {@code greedy}
		 * @return this builder
		 */
		public B strategy(@Nullable String strategy) {
			this.strategy = strategy;
			return self();
		}

		/**
		 * Set how many sequences to generate; a stream carries only one.
		 * @param numReturnSequences the number of results of a call
		 * @return this builder
		 */
		public B numReturnSequences(@Nullable Integer numReturnSequences) {
			this.numReturnSequences = numReturnSequences;
			return self();
		}

		/**
		 * Set what happens to a prompt that is longer than the context.
		 * @param truncation whether it is refused or cut
		 * @return this builder
		 */
		public B truncation(@Nullable Truncation truncation) {
			this.truncation = truncation;
			return self();
		}

		@Override
		public B outputSchema(@Nullable String outputSchema) {
			this.outputSchema = outputSchema;
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
				ifSet(that.seed, this::seed);
				ifSet(that.strategy, this::strategy);
				ifSet(that.numReturnSequences, this::numReturnSequences);
				ifSet(that.truncation, this::truncation);
			}
			return self();
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
