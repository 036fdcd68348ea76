package dev.decoding.samples.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchRunner}.
 */
class BatchRunnerTests {

	private final AtomicInteger printed = new AtomicInteger();

	@Test
	void resultsKeepTheOrderOfTheLinesWhateverFinishesFirst() {
		CountDownLatch second = new CountDownLatch(1);
		assertThat(run(2, "1\n2\n", (line) -> {
			if (line.equals("2")) {
				second.countDown();
			}
			else {
				await(second);
			}
			return line;
		})).isEqualTo("\"1\"\n\"2\"\n");
		assertThat(this.printed).hasValue(2);
	}

	@Test
	void linesRunConcurrently() {
		CountDownLatch all = new CountDownLatch(3);
		assertThat(run(3, "1\n2\n3", (line) -> {
			all.countDown();
			return await(all);
		})).isEqualTo("true\ntrue\ntrue\n");
	}

	@Test
	void failureIsTheResultOfItsLineOnly() {
		assertThat(run(1, "1\n0\n2", (line) -> 6 / Integer.parseInt(line))).isEqualTo("""
				6
				{"error":"java.lang.ArithmeticException: / by zero"}
				3
				""");
	}

	@Test
	void batchMayBeLongerThanWhatIsHeld() {
		String lines = IntStream.range(0, 1_000).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
		assertThat(run(2, lines, Integer::valueOf)).isEqualTo(lines + "\n");
	}

	@Test
	void emptyBatchGivesNothing() {
		assertThat(run(2, "", Function.identity()::apply)).isEmpty();
	}

	private String run(int concurrency, String lines, Function<String, Object> task) {
		StringWriter out = new StringWriter();
		new BatchRunner(concurrency, task, this.printed::incrementAndGet)
			.run(new BufferedReader(new StringReader(lines)), new PrintWriter(out));
		return out.toString();
	}

	private boolean await(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
