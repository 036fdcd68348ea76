package dev.decoding.search.settings;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy can be made of beside its settings.
 */
public interface StrategyContext {

	/** There are no models, and tokens are not drawn. */
	StrategyContext NONE = of(false);

	/**
	 * Return whether tokens are drawn at random where a strategy can do both.
	 * @return whether they are
	 */
	boolean isSampling();

	/**
	 * Return the tokenizer of the model that answers.
	 * @return the tokenizer
	 * @throws IllegalStateException if the model is not known yet
	 */
	Tokenizer tokenizer();

	/**
	 * Return another model than the one that answers.
	 * @param name its name
	 * @return the model
	 * @throws IllegalArgumentException if there is none of that name; the message names
	 * those that there are
	 */
	CausalLm model(String name);

	/**
	 * Return a context without models.
	 * @param sampling whether tokens are drawn at random
	 * @return the context
	 */
	static StrategyContext of(boolean sampling) {
		return of(null, sampling);
	}

	/**
	 * Return a context with no other model than the one that answers.
	 * @param lm the model, or {@code null} if it is not known yet
	 * @param sampling whether tokens are drawn at random
	 * @return the context
	 */
	static StrategyContext of(@Nullable CausalLm lm, boolean sampling) {
		return new StrategyContext() {

			@Override
			public boolean isSampling() {
				return sampling;
			}

			@Override
			public Tokenizer tokenizer() {
				if (lm == null) {
					throw new IllegalStateException("There is no model yet");
				}
				return lm.tokenizer();
			}

			@Override
			public CausalLm model(String name) {
				throw new IllegalArgumentException(
						"'%s' is no model; there is none beside the main one".formatted(name));
			}

		};
	}

}
