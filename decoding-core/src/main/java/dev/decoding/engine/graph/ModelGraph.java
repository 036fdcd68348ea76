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
	 * Return the length that counts at least for each token of a sequence, in
	 * {@link Step#lengths}. Sequences share keys only where it is the same.
	 * @param promptLength the length of the sequence's prompt
	 * @param length the length of the sequence
	 * @return the length, 0 if each token's own position is what counts
	 */
	default int keyLength(int promptLength, int length) {
		return 0;
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
