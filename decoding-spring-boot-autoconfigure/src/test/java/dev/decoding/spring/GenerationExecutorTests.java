package dev.decoding.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(60)
class GenerationExecutorTests {

	private static final Runnable NOTHING = () -> {
	};

	private final GenerationExecutor executor = new GenerationExecutor(2);

	@AfterEach
	void close() {
		this.executor.close();
	}

	@Test
	void concurrencyBelowOneIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new GenerationExecutor(0))
			.withMessageContaining("'concurrency'");
	}

	@Test
	void runsOnPlatformThreadsOfItsOwn() throws Exception {
		List<Thread> threads = new ArrayList<>();
		this.executor.submit(() -> threads.add(Thread.currentThread()), NOTHING).get();
		assertThat(threads).singleElement().satisfies((thread) -> {
			assertThat(thread.getName()).startsWith("decoding-");
			assertThat(thread.isDaemon()).isTrue();
		});
	}

	@Test
	void atMostTheGivenNumberRunsAtATime() throws Exception {
		Semaphore permits = new Semaphore(0);
		CountDownLatch twoRun = new CountDownLatch(2);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			futures.add(this.executor.submit(() -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				twoRun.countDown();
				permits.acquireUninterruptibly();
				running.decrementAndGet();
			}, NOTHING));
		}
		twoRun.await();
		permits.release(6);
		for (Future<?> future : futures) {
			future.get();
		}
		assertThat(most).hasValue(2);
	}

	@Test
	void cancellingInterruptsTheRequest() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		Future<?> future = this.executor.submit(() -> untilInterrupted(started, interrupted), NOTHING);
		started.await();
		future.cancel(true);
		assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void stopInterruptsWhatRunsAndWithdrawsWhatWaits() throws Exception {
		CountDownLatch started = new CountDownLatch(2);
		CountDownLatch interrupted = new CountDownLatch(2);
		AtomicInteger withdrawn = new AtomicInteger();
		this.executor.submit(() -> untilInterrupted(started, interrupted), withdrawn::incrementAndGet);
		this.executor.submit(() -> untilInterrupted(started, interrupted), withdrawn::incrementAndGet);
		Future<?> waiting = this.executor.submit(NOTHING, withdrawn::incrementAndGet);
		started.await();
		this.executor.stop();
		assertThat(interrupted.getCount()).isZero();
		assertThat(waiting.isCancelled()).isTrue();
		assertThat(withdrawn).hasValue(1);
	}

	@Test
	void submitAfterStopIsRejected() {
		this.executor.stop();
		assertThat(this.executor.isRunning()).isFalse();
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.executor.submit(NOTHING, NOTHING))
			.withMessageContaining("shuts down");
	}

	@Test
	void canBeStartedAgain() throws Exception {
		this.executor.stop();
		this.executor.start();
		assertThat(this.executor.isRunning()).isTrue();
		this.executor.submit(NOTHING, NOTHING).get();
	}

	@Test
	void stopsAfterTheWebServerHasDrainedItsRequests() {
		int webServerGracefulShutdown = SmartLifecycle.DEFAULT_PHASE - 1024;
		int webServerStartStop = SmartLifecycle.DEFAULT_PHASE - 2048;
		assertThat(this.executor.getPhase()).isLessThan(webServerGracefulShutdown).isLessThan(webServerStartStop);
	}

	private static void untilInterrupted(CountDownLatch started, CountDownLatch interrupted) {
		started.countDown();
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
		}
	}

}
