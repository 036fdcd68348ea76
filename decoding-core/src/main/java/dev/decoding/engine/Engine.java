package dev.decoding.engine;

import dev.decoding.model.CausalLm;

/**
 * Loads checkpoints into this process.
 */
public final class Engine {

	private Engine() {
	}

	/**
	 * Load a model.
	 * @param options where it is and how to run it
	 * @return the model, ready to evaluate; closing it frees its memory
	 * @throws ModelNotFoundException if there is no checkpoint at the location
	 * @throws InvalidCheckpointException if a file of the checkpoint is wrong
	 * @throws UnsupportedArchitectureException if there is no graph for the architecture
	 * @throws NativeLibraryException if PyTorch cannot be loaded
	 */
	public static CausalLm load(EngineOptions options) {
		throw new UnsupportedOperationException("not yet: " + options.location());
	}

}
