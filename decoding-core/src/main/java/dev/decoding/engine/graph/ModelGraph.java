package dev.decoding.engine.graph;

/**
 * A loaded model with a cache of keys and values that is an array of slots, one a token.
 * Which token is in which slot is the caller's knowledge. For use by one thread.
 */
public interface ModelGraph extends AutoCloseable {

	/**
	 * Return the memory that one slot takes over all layers.
	 * @return the number of bytes
	 */
	long bytesPerSlot();

	/**
	 * Return the length of a sequence from which on the keys of its tokens depend on
	 * {@link Step#lengths}, so that sequences share them only where these are the same.
	 * @return the length, or {@link Integer#MAX_VALUE} if they never do
	 */
	default int lengthDependentFrom() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Allocate the cache, once, before the first step that uses slots.
	 * @param slots the number of slots, perhaps 0
	 */
	void allocateCache(int slots);

	/**
	 * Get ready on the thread that will run the model, before anything else that it runs.
	 */
	default void attach() {
	}

	/**
	 * Run the model over the tokens of one step.
	 * @param step the tokens, and what they attend to
	 * @return what the step asked for
	 */
	StepResult forward(Step step);

	/**
	 * Copy keys and values between slots.
	 * @param from the slots to read
	 * @param to the slots to write, as many
	 */
	void copySlots(int[] from, int[] to);

	@Override
	void close();

}
