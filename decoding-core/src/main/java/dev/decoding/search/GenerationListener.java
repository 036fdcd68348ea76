package dev.decoding.search;

/**
 * Told of a generation as it goes on, on the generating thread. The texts of one
 * sequence, joined, are the text of its {@link GeneratedSequence}. An exception thrown
 * here ends the generation.
 */
@FunctionalInterface
public interface GenerationListener {

	/** A listener that does nothing. */
	GenerationListener NONE = (sequence, token, text) -> {
	};

	/**
	 * A token was committed.
	 * @param sequence the index of the sequence that it continues
	 * @param token the token id
	 * @param text the text that became complete by it: empty while a character is
	 * incomplete or the text could still become a stop string
	 */
	void onToken(int sequence, int token, String text);

	/**
	 * A token is about to be committed whose statistics were asked for.
	 * @param sequence the index of the sequence that it continues
	 * @param statistics how likely it was
	 */
	default void onStatistics(int sequence, TokenStatistics statistics) {
	}

	/**
	 * A sequence ended.
	 * @param sequence the index of the sequence
	 * @param text what had been held back and belongs to the text, perhaps empty
	 * @param reason why it ended
	 */
	default void onFinish(int sequence, String text, FinishReason reason) {
	}

	/**
	 * Return whether anybody follows progress. Telling it takes a decision on what would
	 * be the answer now, again and again, which is left out if nobody does.
	 * @return whether {@link #onProgress} is to be called
	 */
	default boolean followsProgress() {
		return true;
	}

	/**
	 * A search went on that has committed nothing yet.
	 * @param progress how far it has come
	 */
	default void onProgress(SearchProgress progress) {
	}

}
