package dev.decoding.logits;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.decoding.logits.llamacpp.Dist;
import dev.decoding.logits.llamacpp.Dry;
import dev.decoding.logits.llamacpp.DynamicTemperature;
import dev.decoding.logits.llamacpp.MinP;
import dev.decoding.logits.llamacpp.MirostatV2;
import dev.decoding.logits.llamacpp.Penalties;
import dev.decoding.logits.llamacpp.RandomNumbers;
import dev.decoding.logits.llamacpp.SequenceBreakers;
import dev.decoding.logits.llamacpp.TopK;
import dev.decoding.logits.llamacpp.TopNSigma;
import dev.decoding.logits.llamacpp.TopP;
import dev.decoding.logits.llamacpp.TypicalP;
import dev.decoding.logits.llamacpp.Xtc;
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
 * What llama.cpp's chains take to choose a token. Copying the scores, which each
 * measurement does first, is measured by {@link SamplingBenchmark#copy}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LlamaCppBenchmark {

	private static final LogitsProcessor TEMPERATURE = new DynamicTemperature(0.8);

	/** As many breakers as a large vocabulary has tokens with a line break or a colon. */
	private static final SequenceBreakers BREAKERS = SequenceBreakers
		.of(IntStream.range(0, 3000).mapToObj((i) -> List.of(50 * i)).toList());

	private final LogitsProcessorChain whole = whole(List.of(new TopK(40)));

	private final LogitsProcessorChain wholeWithoutTopK = whole(List.of());

	private final LogitsProcessorChain standard = LogitsProcessorChain.of(new TopK(40), new TopP(0.95), new MinP(0.05),
			TEMPERATURE);

	private final LogitsProcessorChain topP = LogitsProcessorChain.of(new TopP(0.95), TEMPERATURE);

	private final LogitsProcessorChain temperature = LogitsProcessorChain.of(TEMPERATURE);

	private final LogitsProcessorChain typical = LogitsProcessorChain.of(new TypicalP(0.95));

	private final LogitsProcessorChain topNSigma = LogitsProcessorChain.of(new TopNSigma(1), new TopK(40), TEMPERATURE);

	private final LogitsProcessorChain mirostat = LogitsProcessorChain.of(TEMPERATURE, new MirostatV2(5, 0.1));

	private final Dist dist = new Dist(RandomNumbers.OF_REQUEST);

	private long position;

	private static LogitsProcessorChain whole(List<LogitsProcessor> topK) {
		List<LogitsProcessor> processors = new ArrayList<>();
		processors.add(new Penalties(Penalties.DEFAULT_LAST_N, 1.1, 0.1, 0.1));
		processors.add(new Dry(0.8, 1.75, 2, 1024, BREAKERS));
		processors.addAll(topK);
		processors.addAll(List.of(new TypicalP(0.95), new TopP(0.95), new MinP(0.05), new Xtc(0.5, 0.1), TEMPERATURE));
		return new LogitsProcessorChain(processors);
	}

	private int run(ModelScores scores, LogitsProcessorChain chain) {
		Logits logits = scores.copy();
		RandomStream random = RandomStream.of(1, 0, this.position++);
		chain.step(scores.sequence(), logits, random);
		return this.dist.choose(logits, random).token();
	}

	@Benchmark
	public int wholeChain(ModelScores scores) {
		return run(scores, this.whole);
	}

	@Benchmark
	public int defaultChain(ModelScores scores) {
		return run(scores, this.standard);
	}

	@Benchmark
	public int wholeChainWithoutTopK(ModelScores scores) {
		return run(scores, this.wholeWithoutTopK);
	}

	@Benchmark
	public int topP(ModelScores scores) {
		return run(scores, this.topP);
	}

	@Benchmark
	public int temperature(ModelScores scores) {
		return run(scores, this.temperature);
	}

	@Benchmark
	public int topNSigma(ModelScores scores) {
		return run(scores, this.topNSigma);
	}

	@Benchmark
	public int mirostat(ModelScores scores) {
		return run(scores, this.mirostat);
	}

	@Benchmark
	public Logits typicalAlone(ModelScores scores) {
		Logits logits = scores.copy();
		this.typical.step(scores.sequence(), logits, RandomStream.of(1, 0, 0));
		return logits;
	}

}
