package dev.decoding.spring;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.Assert;

/**
 * The threads that generation runs on: platform threads of our own, since native code
 * would pin a virtual thread and an interrupt must only ever hit its own request. A
 * bounded number of requests runs at a time, the others wait in order of arrival.
 * <p>
 * Stops after the web server has drained its requests; what still runs then is cancelled.
 */
public class GenerationExecutor implements SmartLifecycle, AutoCloseable {

	/** Default number of requests that run at a time. */
	public static final int DEFAULT_CONCURRENCY = 64;

	/**
	 * Below {@code WebServerGracefulShutdownLifecycle}, which stops earlier for its
	 * higher phase.
	 */
	static final int PHASE = DEFAULT_PHASE - 4096;

	private static final long IDLE_SECONDS = 60;

	private static final long STOP_SECONDS = 10;

	private final int concurrency;

	private @Nullable ThreadPoolExecutor threads;

	/**
	 * Create an executor that runs.
	 * @param concurrency the most requests that run at a time
	 */
	public GenerationExecutor(int concurrency) {
		Assert.isTrue(concurrency > 0, "'concurrency' must be at least 1");
		this.concurrency = concurrency;
		start();
	}

	/**
	 * Run a request when a thread is free. Cancelling the future, with interruption,
	 * withdraws the request or interrupts its thread.
	 * @param request what to run
	 * @param withdrawn what to do if the application shuts down before it is run
	 * @return the request's future
	 * @throws RejectedExecutionException if the application shuts down
	 */
	public Future<?> submit(Runnable request, Runnable withdrawn) {
		ThreadPoolExecutor threads = threads();
		Request task = new Request(request, withdrawn, threads);
		threads.execute(task);
		return task;
	}

	private synchronized ThreadPoolExecutor threads() {
		if (this.threads == null) {
			throw new RejectedExecutionException("No text is generated while the application shuts down");
		}
		return this.threads;
	}

	@Override
	public synchronized void start() {
		if (this.threads == null) {
			CustomizableThreadFactory factory = new CustomizableThreadFactory("decoding-");
			factory.setDaemon(true);
			this.threads = new ThreadPoolExecutor(this.concurrency, this.concurrency, IDLE_SECONDS, TimeUnit.SECONDS,
					new LinkedBlockingQueue<>(), factory);
			this.threads.allowCoreThreadTimeOut(true);
		}
	}

	@Override
	public void stop() {
		ThreadPoolExecutor stopping;
		synchronized (this) {
			stopping = this.threads;
			this.threads = null;
		}
		if (stopping == null) {
			return;
		}
		stopping.shutdownNow().forEach((waiting) -> ((Request) waiting).withdraw());
		try {
			stopping.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.threads != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void close() {
		stop();
	}

	/**
	 * A request that leaves the queue when it is cancelled.
	 */
	private static final class Request extends FutureTask<@Nullable Void> {

		private final Runnable withdrawn;

		private final ThreadPoolExecutor threads;

		Request(Runnable request, Runnable withdrawn, ThreadPoolExecutor threads) {
			super(request, null);
			this.withdrawn = withdrawn;
			this.threads = threads;
		}

		@Override
		protected void done() {
			if (isCancelled()) {
				this.threads.remove(this);
			}
		}

		void withdraw() {
			if (cancel(false)) {
				this.withdrawn.run();
			}
		}

	}

}
