package dev.decoding.search.settings;

import dev.decoding.model.CausalLm;

/**
 * What a strategy can be made of beside its settings.
 */
public interface StrategyContext {

	/** There are no other models, and tokens are not drawn. */
	StrategyContext NONE = of(false);

	/**
	 * Return whether tokens are drawn at random where a strategy can do both.
	 * @return whether they are
	 */
	boolean isSampling();

	/**
	 * Return another model than the one that answers.
	 * @param name its name
	 * @return the model
	 * @throws IllegalArgumentException if there is none of that name; the message names
	 * those that there are
	 */
	CausalLm model(String name);

	/**
	 * Return a context without other models.
	 * @param sampling whether tokens are drawn at random
	 * @return the context
	 */
	static StrategyContext of(boolean sampling) {
		return new StrategyContext() {

			@Override
			public boolean isSampling() {
				return sampling;
			}

			@Override
			public CausalLm model(String name) {
				throw new IllegalArgumentException(
						"'%s' is no model; there is none beside the main one".formatted(name));
			}

		};
	}

}
