package dev.decoding.samples.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelException;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * Measures a model: greedy continuations of random prompts, each another one, so that no
 * prompt is found in the cache unless that is what is measured.
 */
public class Benchmark {

	private final CausalLm lm;

	private final BenchSettings settings;

	private final SplittableRandom random = new SplittableRandom(1);

	public Benchmark(CausalLm lm, BenchSettings settings) {
		this.lm = lm;
		this.settings = settings;
	}

	/**
	 * Run all measurements. Memory bandwidth comes last, since it takes memory itself.
	 * @param location where the checkpoint is
	 * @param loadTime how long the model took to load
	 * @param bandwidth measures the machine's memory bandwidth
	 * @return what was measured
	 */
	public BenchReport run(String location, Duration loadTime, DoubleSupplier bandwidth) {
		ResidentMemory loaded = ResidentMemory.now();
		List<BenchReport.Run> runs;
		double[] cold = new double[this.settings.repetitions()];
		double[] cached = new double[this.settings.repetitions()];
		BusyThreads busy = BusyThreads.start(this.settings.busy());
		try {
			measure(1);
			runs = this.settings.concurrency().stream().map(this::measureRepeatedly).toList();
			for (int i = 0; i < cold.length; i++) {
				TokenSequence prompt = prompt(this.settings.prompt());
				cold[i] = timeToFirstToken(prompt);
				cached[i] = timeToFirstToken(prompt.append(randomToken()));
			}
		}
		finally {
			busy.stop();
		}
		ResidentMemory after = ResidentMemory.now();
		ModelInfo info = this.lm.info();
		double bytesPerSecond = bandwidth.getAsDouble();
		long bytesPerToken = decodeBytesPerToken(location);
		Double share = runs.stream()
			.filter((run) -> run.concurrency() == 1)
			.map((run) -> run.decode().median() * bytesPerToken / bytesPerSecond)
			.findFirst()
			.orElse(null);
		return new BenchReport(info.name(), info.architecture(), info.device(), info.dtype(), info.parameters(),
				info.weightBytes(), Runtime.getRuntime().availableProcessors(), this.settings, loadTime.toNanos() / 1e9,
				runs, Summary.of(cold), Summary.of(cached), loaded.bytes(), after.bytes(), after.peakBytes(),
				bytesPerSecond, bytesPerToken, share);
	}

	/** Each weight once, and the keys and values of a sequence of medium length. */
	private long decodeBytesPerToken(String location) {
		ModelInfo info = this.lm.info();
		long weights = info.parameters() * KeyValueBytes.bytesPerValue(info.dtype());
		long tokens = this.settings.prompt() + this.settings.generate() / 2;
		return weights + tokens * KeyValueBytes.perToken(location, info);
	}

	private double timeToFirstToken(TokenSequence prompt) {
		long start = System.nanoTime();
		likeliest(prompt);
		return (System.nanoTime() - start) / 1e9;
	}

	private BenchReport.Run measureRepeatedly(int concurrency) {
		int repetitions = this.settings.repetitions();
		double[] prefill = new double[repetitions];
		double[] decode = new double[repetitions];
		double[] total = new double[repetitions];
		for (int i = 0; i < repetitions; i++) {
			List<Times> times = measure(concurrency);
			long start = times.stream().mapToLong(Times::start).min().orElseThrow();
			long firstToken = times.stream().mapToLong(Times::firstToken).min().orElseThrow();
			long lastFirstToken = times.stream().mapToLong(Times::firstToken).max().orElseThrow();
			long end = times.stream().mapToLong(Times::end).max().orElseThrow();
			double generated = (double) concurrency * this.settings.generate();
			prefill[i] = (double) concurrency * this.settings.prompt() / (lastFirstToken - start) * 1e9;
			decode[i] = generated / (end - firstToken) * 1e9;
			total[i] = generated / (end - start) * 1e9;
		}
		return new BenchReport.Run(concurrency, Summary.of(prefill), Summary.of(decode), Summary.of(total));
	}

	private List<Times> measure(int concurrency) {
		ExecutorService threads = Executors.newFixedThreadPool(concurrency);
		try {
			CountDownLatch ready = new CountDownLatch(concurrency);
			List<Future<Times>> requests = new ArrayList<>();
			for (int i = 0; i < concurrency; i++) {
				TokenSequence prompt = prompt(this.settings.prompt());
				requests.add(threads.submit(() -> {
					ready.countDown();
					ready.await();
					return generate(prompt);
				}));
			}
			List<Times> times = new ArrayList<>();
			for (Future<Times> request : requests) {
				times.add(request.get());
			}
			return times;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ModelException("The measurement was interrupted", ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Times generate(TokenSequence prompt) {
		long start = System.nanoTime();
		TokenSequence sequence = prompt.append(likeliest(prompt));
		long firstToken = System.nanoTime();
		for (int i = 0; i < this.settings.generate(); i++) {
			sequence = sequence.append(likeliest(sequence));
		}
		return new Times(start, firstToken, System.nanoTime());
	}

	private int likeliest(TokenSequence sequence) {
		Logits logits = this.lm.evaluate(Query.next(sequence)).nextLogits();
		int likeliest = 0;
		for (int token = 1; token < logits.vocabularySize(); token++) {
			if (logits.get(token) > logits.get(likeliest)) {
				likeliest = token;
			}
		}
		return likeliest;
	}

	private TokenSequence prompt(int length) {
		int[] tokens = new int[length];
		for (int i = 0; i < length; i++) {
			tokens[i] = randomToken();
		}
		return TokenSequence.of(tokens);
	}

	private int randomToken() {
		return this.random.nextInt(this.lm.info().vocabularySize());
	}

	private record Times(long start, long firstToken, long end) {

	}

}
