package dev.decoding.logits.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Settings with their values. Immutable.
 */
public abstract class SettingValues {

	private final Map<Setting<?>, Object> values;

	/**
	 * Take what a builder has set.
	 * @param builder the builder
	 */
	protected SettingValues(Builder<?> builder) {
		this.values = Collections.unmodifiableMap(new LinkedHashMap<>(builder.values));
	}

	/**
	 * Return a value.
	 * @param setting what is asked for
	 * @param <T> the type of the value
	 * @return the value, or {@code null} if it is not set
	 */
	@SuppressWarnings("unchecked")
	public final <T> @Nullable T get(Setting<T> setting) {
		return (T) this.values.get(setting);
	}

	/**
	 * Return a value, or another one.
	 * @param setting what is asked for
	 * @param orElse the value where it is not set
	 * @param <T> the type of the value
	 * @return the value
	 */
	public final <T> T get(Setting<T> setting, T orElse) {
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
	public final <T> T require(Setting<T> setting) {
		T value = get(setting);
		value = (value != null) ? value : setting.standard();
		if (value == null) {
			throw new IllegalArgumentException("'%s' is missing".formatted(setting.name()));
		}
		return value;
	}

	/**
	 * Return whether something is set, and not to a value that turns it off.
	 * @param setting what is asked for
	 * @return whether it has an effect
	 */
	public final boolean isOn(Setting<?> setting) {
		Object value = this.values.get(setting);
		return value != null && !setting.isOff(value);
	}

	/**
	 * Return what is set.
	 * @return the settings that have a value, in the order in which they were set
	 */
	public final List<Setting<?>> all() {
		return List.copyOf(this.values.keySet());
	}

	public final boolean isEmpty() {
		return this.values.isEmpty();
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof SettingValues that && getClass() == that.getClass() && this.values.equals(that.values);
	}

	@Override
	public final int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public final String toString() {
		return this.values.toString();
	}

	/**
	 * Collects values. None is required.
	 *
	 * @param <B> the type of the builder itself
	 */
	public abstract static class Builder<B extends Builder<B>> {

		private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

		/**
		 * Set a value.
		 * @param setting what to set
		 * @param value the value, or {@code null} to take it back
		 * @param <T> the type of the value
		 * @return this builder
		 */
		public <T> B set(Setting<T> setting, @Nullable T value) {
			if (value != null) {
				this.values.put(setting, copy(value));
			}
			else {
				this.values.remove(setting);
			}
			return self();
		}

		/**
		 * Set a value that is read from JSON or the like.
		 * @param setting what to set
		 * @param value a number, text, boolean, list or map
		 * @param <T> the type of the value
		 * @return this builder
		 * @throws IllegalArgumentException if the value is not of the setting's type
		 */
		public <T> B read(Setting<T> setting, Object value) {
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
		public B set(SettingValues settings) {
			this.values.putAll(settings.values);
			return self();
		}

		/**
		 * Return this builder.
		 * @return the builder itself
		 */
		protected abstract B self();

		private static Object copy(Object value) {
			if (value instanceof List<?> list) {
				return List.copyOf(list);
			}
			return (value instanceof Map<?, ?> map) ? Collections.unmodifiableMap(new LinkedHashMap<>(map)) : value;
		}

	}

}
