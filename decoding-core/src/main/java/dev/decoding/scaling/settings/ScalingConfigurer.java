package dev.decoding.scaling.settings;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.settings.Setting;

/**
 * Takes settings for test-time compute; {@code null} takes a setting back.
 * {@link ScalingParameters} says what each is.
 *
 * @param <B> the type of the builder that has these methods
 */
public interface ScalingConfigurer<B> {

	/**
	 * Set a value.
	 * @param setting what to set
	 * @param value the value, or {@code null} to take it back
	 * @param <T> the type of the value
	 * @return this builder
	 */
	<T> B scaling(Setting<T> setting, @Nullable T value);

	/**
	 * Choose how more computation makes a better answer.
	 * @param strategy the name of the strategy, such as {@code majority}, or {@code none}
	 * @return this builder
	 */
	default B scaling(@Nullable String strategy) {
		return scaling(ScalingParameters.STRATEGY, strategy);
	}

	/**
	 * Set how many answers are made to choose from.
	 * @param numCandidates the number, at least 1
	 * @return this builder
	 */
	default B numCandidates(@Nullable Integer numCandidates) {
		return scaling(ScalingParameters.NUM_CANDIDATES, numCandidates);
	}

	/**
	 * Choose what judges answers.
	 * @param verifier the name of a built-in verifier or a bean
	 * @return this builder
	 */
	default B verifier(@Nullable String verifier) {
		return scaling(ScalingParameters.VERIFIER, verifier);
	}

}
