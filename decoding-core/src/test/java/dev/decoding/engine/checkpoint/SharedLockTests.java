package dev.decoding.engine.checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SharedLock}.
 */
@Timeout(60)
class SharedLockTests {

	@TempDir
	Path directory;

	@Test
	void acquireShouldLetOneThreadInAtATime() {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<CompletableFuture<Void>> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(CompletableFuture.runAsync(() -> {
				try (SharedLock lock = SharedLock.acquire(this.directory.resolve("locks/x.lock"))) {
					assertThat(lock).isNotNull();
					most.accumulateAndGet(inside.incrementAndGet(), Math::max);
					Thread.yield();
					inside.decrementAndGet();
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}));
		}
		threads.forEach(CompletableFuture::join);
		assertThat(most).hasValue(1);
	}

	@Test
	void acquireShouldWaitForAnotherProcess() throws IOException {
		Path file = this.directory.resolve("x.lock");
		Path released = this.directory.resolve("released");
		Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Holder.class.getName(), file.toString(), released.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
			assertThat(output.readLine()).isEqualTo("locked");
			CompletableFuture<Boolean> releasedBefore = CompletableFuture.supplyAsync(() -> {
				try (SharedLock lock = SharedLock.acquire(file)) {
					assertThat(lock).isNotNull();
					return Files.exists(released);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
			other.getOutputStream().close();
			assertThat(releasedBefore.join()).isTrue();
		}
		finally {
			other.destroy();
		}
	}

	@Test
	void acquireShouldEndWhenInterrupted() throws IOException {
		Path file = this.directory.resolve("x.lock");
		try (SharedLock lock = SharedLock.acquire(file)) {
			assertThat(lock).isNotNull();
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> SharedLock.acquire(file))
				.isInstanceOfAny(InterruptedIOException.class, ClosedByInterruptException.class);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	/**
	 * Holds a lock until its input ends.
	 */
	static final class Holder {

		private Holder() {
		}

		public static void main(String[] args) throws IOException {
			try (SharedLock lock = SharedLock.acquire(Path.of(args[0]))) {
				System.out.println((lock != null) ? "locked" : "");
				while (System.in.read() >= 0) {
					Thread.onSpinWait();
				}
				Files.createFile(Path.of(args[1]));
			}
		}

	}

}
