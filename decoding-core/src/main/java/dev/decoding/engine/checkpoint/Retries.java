package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * How often and when to try again.
 *
 * @param attempts the most attempts without any progress
 * @param firstPause the pause after the first failure; it doubles with every further one
 * @param stall how long a server may send nothing
 */
record Retries(int attempts, Duration firstPause, Duration stall) {

	static final Retries DEFAULT = new Retries(6, Duration.ofMillis(500), Duration.ofSeconds(30));

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

	/**
	 * Return the same, without another attempt.
	 * @return to be used where there is something to fall back on
	 */
	Retries once() {
		return new Retries(1, this.firstPause, this.stall);
	}

	<T> T call(Attempt<T> attempt) throws IOException {
		for (int failures = 1;; failures++) {
			try {
				return attempt.run();
			}
			catch (IOException ex) {
				if (failures >= this.attempts || Thread.currentThread().isInterrupted()) {
					throw ex;
				}
				pause(failures, ex);
			}
		}
	}

	void pause(int failures, IOException cause) throws IOException {
		Duration pause = this.firstPause.multipliedBy(1L << Math.min(failures - 1, 10));
		if (cause instanceof BusyException busy && busy.retryAfter().compareTo(pause) > 0) {
			pause = busy.retryAfter();
		}
		try {
			Thread.sleep(Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted");
		}
	}

	/**
	 * Something that may fail and be tried again.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Attempt<T> {

		T run() throws IOException;

	}

	/**
	 * The server asks to come back later.
	 */
	static final class BusyException extends IOException {

		private final Duration retryAfter;

		BusyException(String message, Duration retryAfter) {
			super(message);
			this.retryAfter = retryAfter;
		}

		Duration retryAfter() {
			return this.retryAfter;
		}

	}

}
