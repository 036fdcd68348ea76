package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream that nothing has come from for too long, so that a read of it ends. The
 * HTTP client's own timeout ends with the headers.
 */
final class StallGuard implements AutoCloseable {

	private final InputStream stream;

	private final long limit;

	private final Thread thread;

	private volatile long lastProgress = System.nanoTime();

	private volatile boolean stalled;

	StallGuard(InputStream stream, Duration limit) {
		this.stream = stream;
		this.limit = limit.toNanos();
		this.thread = new Thread(this::watch, "decoding-download-guard");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void watch() {
		try {
			for (long left = this.limit; left > 0; left = this.limit - (System.nanoTime() - this.lastProgress)) {
				Thread.sleep(left / 1_000_000 + 1);
			}
			this.stalled = true;
			this.stream.close();
		}
		catch (InterruptedException | IOException ex) {
			// Closed, or the stream is of no use to anyone any more.
		}
	}

	void progress() {
		this.lastProgress = System.nanoTime();
	}

	boolean stalled() {
		return this.stalled;
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
