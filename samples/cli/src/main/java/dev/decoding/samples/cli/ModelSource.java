package dev.decoding.samples.cli;

/**
 * Where a command gets its model from, once its arguments are understood.
 */
@FunctionalInterface
interface ModelSource {

	/**
	 * Load a model.
	 * @param options which model, and how to run it
	 * @return the model, to be closed
	 */
	OpenModel open(ModelOptions options);

}
