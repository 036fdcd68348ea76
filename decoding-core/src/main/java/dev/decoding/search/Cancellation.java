package dev.decoding.search;

/**
 * Lets another thread end a generation. It is looked at before each token; to end a
 * running evaluation too, interrupt the generating thread.
 */
public final class Cancellation {

	private volatile boolean cancelled;

	/**
	 * End the generation before its next token. Cancelling again changes nothing.
	 */
	public void cancel() {
		this.cancelled = true;
	}

	public boolean isCancelled() {
		return this.cancelled;
	}

}
