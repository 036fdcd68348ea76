package dev.decoding.samples.cli.bench;

/**
 * Threads that do nothing but take processor time, as the rest of an application would.
 */
public final class BusyThreads {

	private volatile boolean running = true;

	private BusyThreads() {
	}

	/**
	 * Start threads.
	 * @param count how many; 0 is fine
	 * @return the threads, which run until they are stopped
	 */
	public static BusyThreads start(int count) {
		BusyThreads threads = new BusyThreads();
		for (int i = 0; i < count; i++) {
			Thread thread = new Thread(threads::spin, "busy-" + i);
			thread.setDaemon(true);
			thread.start();
		}
		return threads;
	}

	private void spin() {
		long spins = 0;
		while (this.running) {
			spins++;
		}
		if (spins < 0) {
			throw new IllegalStateException("Spun too long");
		}
	}

	public void stop() {
		this.running = false;
	}

}
