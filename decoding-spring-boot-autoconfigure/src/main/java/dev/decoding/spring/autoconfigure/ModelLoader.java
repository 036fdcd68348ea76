package dev.decoding.spring.autoconfigure;

import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;

/**
 * How a model gets into memory.
 */
@FunctionalInterface
interface ModelLoader {

	/**
	 * Load a model.
	 * @param options where it is and how to run it
	 * @return the model, to be closed after use
	 */
	CausalLm load(EngineOptions options);

}
