package dev.decoding.search.settings;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.SettingValues;

/**
 * Everything that is set for how models answer a request together. Immutable. What is not
 * set is left to others: {@link #withDefaults} takes it from there.
 */
public final class MixtureSettings extends SettingValues {

	/** Nothing is set: a model answers alone. */
	public static final MixtureSettings NONE = builder().build();

	private MixtureSettings(Builder builder) {
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
	public MixtureSettings withDefaults(MixtureSettings defaults) {
		return builder().set(defaults).set(this).build();
	}

	/**
	 * Begin to build settings that differ from these.
	 * @return a builder that has all values of these
	 */
	public Builder mutate() {
		return builder().set(this);
	}

	/**
	 * Builds settings. Nothing is required.
	 */
	public static final class Builder extends SettingValues.Builder<Builder> {

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

		public MixtureSettings build() {
			return new MixtureSettings(this);
		}

	}

}
