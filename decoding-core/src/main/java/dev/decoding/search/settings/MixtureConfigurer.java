package dev.decoding.search.settings;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.settings.Setting;

/**
 * Takes settings for mixtures; {@code null} takes a setting back.
 * {@link MixtureParameters} says what each is, and {@code docs/mixtures.md} its formula.
 *
 * @param <B> the type of the builder that has these methods
 */
public interface MixtureConfigurer<B> {

	/**
	 * Set a value.
	 * @param setting what to set
	 * @param value the value, or {@code null} to take it back
	 * @param <T> the type of the value
	 * @return this builder
	 */
	<T> B mixture(Setting<T> setting, @Nullable T value);

	/**
	 * Choose how models answer together.
	 * @param type the name of the mixture, such as {@code contrastive-decoding}, or
	 * {@code none} to let the model answer alone
	 * @return this builder
	 */
	default B mixture(@Nullable String type) {
		return mixture(MixtureParameters.TYPE, type);
	}

}
