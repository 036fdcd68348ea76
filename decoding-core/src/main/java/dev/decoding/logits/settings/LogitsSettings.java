package dev.decoding.logits.settings;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is set for the processors of a request. Immutable. What is not set is
 * left to others: {@link #withDefaults} takes it from there.
 */
public final class LogitsSettings extends SettingValues {

	/** Nothing is set. */
	public static final LogitsSettings NONE = builder().build();

	private LogitsSettings(Builder builder) {
		super(builder);
	}

	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return these settings with what they leave open taken from others.
	 * @param defaults where to take what is not set
	 * @return the complete settings
	 */
	public LogitsSettings withDefaults(LogitsSettings defaults) {
		return defaults.mutate().set(this).build();
	}

	/**
	 * Return these settings without some of them.
	 * @param taken what may be left out
	 * @param switches what is left out of that
	 * @return the others
	 */
	LogitsSettings without(Set<Setting<?>> taken, List<Setting<?>> switches) {
		Builder builder = mutate();
		switches.stream().filter(taken::contains).forEach((setting) -> builder.set(setting, null));
		return builder.build();
	}

	/**
	 * Begin to build settings that differ from these.
	 * @return a builder that has all values of these
	 */
	public Builder mutate() {
		return new Builder().set(this);
	}

	/**
	 * Builds settings. Nothing is required.
	 */
	public static final class Builder extends SettingValues.Builder<Builder> implements LogitsConfigurer<Builder> {

		private Builder() {
		}

		@Override
		public <T> Builder set(Setting<T> setting, @Nullable T value) {
			return super.set(setting, value);
		}

		@Override
		protected Builder self() {
			return this;
		}

		public Builder temperature(@Nullable Double temperature) {
			return set(Settings.TEMPERATURE, temperature);
		}

		public Builder topK(@Nullable Integer topK) {
			return set(Settings.TOP_K, topK);
		}

		public Builder topP(@Nullable Double topP) {
			return set(Settings.TOP_P, topP);
		}

		public Builder frequencyPenalty(@Nullable Double frequencyPenalty) {
			return set(Settings.FREQUENCY_PENALTY, frequencyPenalty);
		}

		public Builder presencePenalty(@Nullable Double presencePenalty) {
			return set(Settings.PRESENCE_PENALTY, presencePenalty);
		}

		public LogitsSettings build() {
			return new LogitsSettings(this);
		}

	}

}
