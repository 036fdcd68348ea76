package dev.decoding.logits;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to choose a token out of 151,936, with scores as peaked as those of a
 * trained model. Copying the scores, which each measurement does first, is measured by
 * {@link #copy}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SamplingBenchmark {

	private static final int VOCABULARY = 151_936;

	private final float[] model = new float[VOCABULARY];

	private final float[] scores = new float[VOCABULARY];

	private final RandomStream random = RandomStream.of(1, 0, 0);

	private final TokenSampler greedy = new ArgmaxSampler();

	private final TokenSampler categorical = new CategoricalSampler();

	private TokenSequence sequence = TokenSequence.of(1);

	@Setup(Level.Trial)
	public void fill() {
		Random random = new Random(42);
		for (int token = 0; token < VOCABULARY; token++) {
			this.model[token] = (float) (2.5 * random.nextGaussian());
		}
		for (int i = 0; i < 60; i++) {
			this.model[random.nextInt(VOCABULARY)] = (float) (18 - 4 * Math.log(1 + i) + random.nextGaussian());
		}
		int[] tokens = random.ints(512, 0, VOCABULARY).toArray();
		this.sequence = TokenSequence.of(tokens);
	}

	private Logits logits() {
		System.arraycopy(this.model, 0, this.scores, 0, VOCABULARY);
		return Logits.of(this.scores);
	}

	private int run(LogitsProcessorChain chain) {
		Logits logits = logits();
		chain.step(this.sequence, logits, this.random);
		return this.categorical.choose(logits, this.random).token();
	}

	@Benchmark
	public Logits copy() {
		return logits();
	}

	@Benchmark
	public int greedyToken() {
		return ArgmaxSampler.highest(Logits.of(this.model));
	}

	@Benchmark
	public TokenSampler.Choice greedyTokenAndProbability() {
		return this.greedy.choose(Logits.of(this.model), this.random);
	}

	@Benchmark
	public int temperature() {
		return run(LogitsProcessorChain.of(new Temperature(0.8)));
	}

	@Benchmark
	public int topK() {
		return run(LogitsProcessorChain.of(new Temperature(0.8), new TopK(40)));
	}

	@Benchmark
	public int topP() {
		return run(LogitsProcessorChain.of(new TopP(0.95), new Temperature(0.8)));
	}

}
