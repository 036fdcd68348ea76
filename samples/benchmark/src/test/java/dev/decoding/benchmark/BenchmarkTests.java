package dev.decoding.benchmark;

import java.nio.file.Path;
import java.util.List;

import dev.decoding.arithmetic.random.Split;
import dev.decoding.benchmark.Results.Point;
import dev.decoding.scaling.vote.AdaptiveConsistency;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.WeightedVote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Benchmark}.
 */
class BenchmarkTests {

	private static final List<Integer> BUDGETS = List.of(1, 4, 16);

	private static Results run(int threads) throws InterruptedException {
		return new Benchmark("exact", new ExactSetting(), Task.draw(Split.TEST, 10), List.of(1L, 2L),
				List.of(new SamplingExperiment(BUDGETS), Suite.of(BUDGETS).get(Suite.BEAM_FIXED)))
			.run(threads, () -> {
			});
	}

	@Test
	void doesNotDependOnHowManyProblemsAreSolvedAtATime() throws InterruptedException {
		assertThat(run(3)).isEqualTo(run(1));
	}

	@Test
	void resultsAreReadAsTheyWereWritten(@TempDir Path directory) throws InterruptedException {
		Results results = run(1);
		ResultsFile.write(results, directory.resolve("results.json"));
		assertThat(ResultsFile.read(directory.resolve("results.json"))).isEqualTo(results);
	}

	@Test
	void chargesWhatIsSampled() throws InterruptedException {
		Results results = run(1);
		Point sixteen = results.find(MajorityVote.NAME, 16).orElseThrow();
		assertThat(sixteen.generations()).isEqualTo(16);
		assertThat(sixteen.newTokens()).isEqualTo(16 * results.find(WeightedVote.NAME, 1).orElseThrow().newTokens());
		assertThat(results.find(Suite.BEAM_FIXED, 16).orElseThrow().generations()).isEqualTo(16);
		assertThat(results.find(AdaptiveConsistency.NAME, SamplingExperiment.MOST_SAMPLES)).isEmpty();
	}

}
