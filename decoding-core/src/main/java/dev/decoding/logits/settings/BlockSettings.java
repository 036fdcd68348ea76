package dev.decoding.logits.settings;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is set in one block of a request: how it is searched, mixed or scaled.
 * Immutable. What is not set is left to others: {@link #withDefaults} takes it from
 * there.
 */
public final class BlockSettings extends SettingValues {

	/** Nothing is set. */
	public static final BlockSettings NONE = builder().build();

	private BlockSettings(Builder builder) {
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
	public BlockSettings withDefaults(BlockSettings defaults) {
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

		public BlockSettings build() {
			return new BlockSettings(this);
		}

	}

}
