package dev.decoding.samples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Runs the lines of a batch concurrently and prints one line of JSON each, in the order
 * of the batch and as soon as it and all before it are done.
 */
class BatchRunner {

	private static final CompletableFuture<Object> END = CompletableFuture.completedFuture("");

	private static final int LINES_AHEAD = 16;

	private final int concurrency;

	private final Function<String, Object> task;

	private final Runnable afterEach;

	/**
	 * Create a new instance.
	 * @param concurrency how many lines run at a time
	 * @param task what a line gives; what it throws becomes an {@code error}
	 * @param afterEach called after each line that was printed
	 */
	BatchRunner(int concurrency, Function<String, Object> task, Runnable afterEach) {
		this.concurrency = concurrency;
		this.task = task;
		this.afterEach = afterEach;
	}

	void run(BufferedReader lines, PrintWriter out) {
		BlockingQueue<CompletableFuture<Object>> results = new ArrayBlockingQueue<>(this.concurrency * LINES_AHEAD);
		ExecutorService workers = Executors.newFixedThreadPool(this.concurrency);
		Thread printer = new Thread(() -> print(results, out), "batch-printer");
		printer.start();
		try {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String request = line;
				results.put(CompletableFuture.supplyAsync(() -> this.task.apply(request), workers));
			}
			results.put(END);
			printer.join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The batch cannot be read: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			printer.interrupt();
			workers.shutdownNow();
		}
	}

	private void print(BlockingQueue<CompletableFuture<Object>> results, PrintWriter out) {
		try {
			for (CompletableFuture<Object> next = results.take(); next != END; next = results.take()) {
				Object result = next.exceptionally(this::toError).get();
				out.println(Json.MAPPER.writeValueAsString(result));
				out.flush();
				this.afterEach.run();
			}
		}
		catch (InterruptedException | java.util.concurrent.ExecutionException ex) {
			// the reader gave up
		}
	}

	private Object toError(Throwable failure) {
		return Map.of("error", Failures.sentence(failure));
	}

}
