package dev.decoding.logits;

import java.util.concurrent.TimeUnit;

import dev.decoding.model.Logits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
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

	private final RandomStream random = RandomStream.of(1, 0, 0);

	private final TokenSampler greedy = new ArgmaxSampler();

	private final TokenSampler categorical = new CategoricalSampler();

	private int run(ModelScores scores, LogitsProcessorChain chain) {
		Logits logits = scores.copy();
		chain.step(scores.sequence(), logits, this.random);
		return this.categorical.choose(logits, this.random).token();
	}

	@Benchmark
	public Logits copy(ModelScores scores) {
		return scores.copy();
	}

	@Benchmark
	public int greedyToken(ModelScores scores) {
		return ArgmaxSampler.highest(scores.unchanged());
	}

	@Benchmark
	public TokenSampler.Choice greedyTokenAndProbability(ModelScores scores) {
		return this.greedy.choose(scores.unchanged(), this.random);
	}

	@Benchmark
	public int temperature(ModelScores scores) {
		return run(scores, LogitsProcessorChain.of(new Temperature(0.8)));
	}

	@Benchmark
	public int topK(ModelScores scores) {
		return run(scores, LogitsProcessorChain.of(new Temperature(0.8), new TopK(40)));
	}

	@Benchmark
	public int topP(ModelScores scores) {
		return run(scores, LogitsProcessorChain.of(new TopP(0.95), new Temperature(0.8)));
	}

}
