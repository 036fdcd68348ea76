package dev.decoding.logits.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is set for the processors of a request. Immutable. What is not set is
 * left to others: {@link #withDefaults} takes it from there.
 */
public final class LogitsSettings {

	/** Nothing is set. */
	public static final LogitsSettings NONE = new LogitsSettings(Map.of());

	private final Map<Setting<?>, Object> values;

	private LogitsSettings(Map<Setting<?>, Object> values) {
		this.values = values;
	}

	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return a value.
	 * @param setting what is asked for
	 * @param <T> the type of the value
	 * @return the value, or {@code null} if it is not set
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Setting<T> setting) {
		return (T) this.values.get(setting);
	}

	/**
	 * Return a value, or another one.
	 * @param setting what is asked for
	 * @param orElse the value where it is not set
	 * @param <T> the type of the value
	 * @return the value
	 */
	<T> T get(Setting<T> setting, T orElse) {
		T value = get(setting);
		return (value != null) ? value : orElse;
	}

	/**
	 * Return a value, or the one that stands for it.
	 * @param setting what is asked for
	 * @param <T> the type of the value
	 * @return the value, or the setting's standard one
	 * @throws IllegalArgumentException if it is not set and has no standard value
	 */
	public <T> T require(Setting<T> setting) {
		T value = get(setting);
		value = (value != null) ? value : setting.standard();
		if (value == null) {
			throw new IllegalArgumentException("'%s' is missing".formatted(setting.name()));
		}
		return value;
	}

	/**
	 * Return whether something is set, and not to a value that turns its processor off.
	 * @param setting what is asked for
	 * @return whether it has an effect
	 */
	public boolean isOn(Setting<?> setting) {
		Object value = this.values.get(setting);
		return value != null && !setting.isOff(value);
	}

	/**
	 * Return what is set.
	 * @return the settings that have a value, in the order in which they were set
	 */
	public List<Setting<?>> all() {
		return List.copyOf(this.values.keySet());
	}

	public boolean isEmpty() {
		return this.values.isEmpty();
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
		switches.stream().filter(taken::contains).forEach(builder.values::remove);
		return builder.build();
	}

	/**
	 * Begin to build settings that differ from these.
	 * @return a builder that has all values of these
	 */
	public Builder mutate() {
		return new Builder().set(this);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LogitsSettings that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

	/**
	 * Builds settings. Nothing is required.
	 */
	public static final class Builder implements LogitsConfigurer<Builder> {

		private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

		private Builder() {
		}

		@Override
		public <T> Builder set(Setting<T> setting, @Nullable T value) {
			if (value != null) {
				this.values.put(setting, copy(value));
			}
			else {
				this.values.remove(setting);
			}
			return this;
		}

		/**
		 * Set a value that is read from JSON or the like.
		 * @param setting what to set
		 * @param value a number, text, boolean, list or map
		 * @param <T> the type of the value
		 * @return this builder
		 * @throws IllegalArgumentException if the value is not of the setting's type
		 */
		public <T> Builder read(Setting<T> setting, Object value) {
			try {
				return set(setting, setting.type().read(value));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("'%s': %s".formatted(setting.name(), ex.getMessage()), ex);
			}
		}

		/**
		 * Set all that others set.
		 * @param settings the others
		 * @return this builder
		 */
		public Builder set(LogitsSettings settings) {
			this.values.putAll(settings.values);
			return this;
		}

		private static Object copy(Object value) {
			if (value instanceof List<?> list) {
				return List.copyOf(list);
			}
			return (value instanceof Map<?, ?> map) ? Collections.unmodifiableMap(new LinkedHashMap<>(map)) : value;
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
			return new LogitsSettings(Collections.unmodifiableMap(new LinkedHashMap<>(this.values)));
		}

	}

}
