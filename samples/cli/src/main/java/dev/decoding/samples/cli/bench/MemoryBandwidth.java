package dev.decoding.samples.cli.bench;

import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.ToLongFunction;

/**
 * How fast all threads together read memory that no cache holds. Two loops are tried,
 * since which one the compiler turns into the widest loads differs between machines: a
 * sum, and the comparison of two equal arrays, which is an intrinsic. The fastest pass
 * counts.
 */
public final class MemoryBandwidth {

	private static final long WANTED_BYTES = 1L << 30;

	private static final int PASSES = 12;

	private MemoryBandwidth() {
	}

	/**
	 * Measure with one thread a processor, on up to 1 GiB of the heap.
	 * @return bytes a second
	 */
	public static double measure() {
		Runtime runtime = Runtime.getRuntime();
		long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
		return measure(runtime.availableProcessors(), Math.min(WANTED_BYTES, free / 2));
	}

	static double measure(int threads, long bytes) {
		int words = (int) Math.min(Integer.MAX_VALUE / 2, bytes / threads / Long.BYTES / 2);
		long[][] left = new long[threads][words];
		long[][] right = new long[threads][words];
		double sum = best(threads, (thread) -> sum(left[thread]) + sum(right[thread]));
		double comparison = best(threads, (thread) -> Arrays.equals(left[thread], right[thread]) ? 0 : 1);
		return Math.max(sum, comparison) * 2 * words * Long.BYTES * threads;
	}

	/** Return the passes a second of the fastest pass. */
	private static double best(int threads, ToLongFunction<Integer> pass) {
		CyclicBarrier barrier = new CyclicBarrier(threads + 1);
		for (int i = 0; i < threads; i++) {
			int index = i;
			Thread thread = new Thread(() -> repeat(barrier, pass, index), "memory-bandwidth-" + i);
			thread.setDaemon(true);
			thread.start();
		}
		long fastest = Long.MAX_VALUE;
		for (int i = 0; i < PASSES; i++) {
			await(barrier);
			long start = System.nanoTime();
			await(barrier);
			fastest = Math.min(fastest, System.nanoTime() - start);
		}
		return 1e9 / fastest;
	}

	private static void repeat(CyclicBarrier barrier, ToLongFunction<Integer> pass, int thread) {
		for (int i = 0; i < PASSES; i++) {
			await(barrier);
			if (pass.applyAsLong(thread) != 0) {
				throw new IllegalStateException("Memory that was never written is not zero");
			}
			await(barrier);
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException("The measurement was interrupted", ex);
		}
	}

	private static long sum(long[] values) {
		long sum = 0;
		for (long value : values) {
			sum += value;
		}
		return sum;
	}

}
