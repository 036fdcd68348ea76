package dev.decoding.benchmark;

import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.benchmark.Results.Curve;
import dev.decoding.benchmark.Results.Point;
import dev.decoding.benchmark.Results.Problem;
import dev.decoding.scaling.policy.ComputePolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Analysis}.
 */
class AnalysisTests {

	private static final int PROBLEMS = 20;

	private static Results results(Curve... curves) {
		List<Problem> problems = IntStream.range(0, PROBLEMS)
			.mapToObj((i) -> new Problem("problem " + i, 1, false, 0, 1 - (double) i / PROBLEMS, true))
			.toList();
		return new Results("exact", List.of(1L), problems, List.of(curves));
	}

	/**
	 * Return a curve of one point that is right on some of the problems.
	 */
	private static Curve curve(String strategy, int budget, int from, int to) {
		List<Double> values = IntStream.range(0, PROBLEMS).mapToObj((i) -> (i >= from && i < to) ? 1.0 : 0.0).toList();
		return new Curve(strategy, List.of(new Point(budget, 0, 0, 0, 0, values)));
	}

	@Test
	void aPolicyNamesWhatSettingsNameByWhatTheVerifierThinks() {
		ComputePolicy policy = new Analysis(
				results(curve("weighted-best-of-n", 4, 0, 12), curve(Suite.BEAM_ROOT, 4, 12, PROBLEMS)))
			.policy();
		assertThat(policy.bins().count()).isEqualTo(Analysis.BINS);
		assertThat(policy.choose(policy.bins().bin(1), 4)).contains("weighted-best-of-n");
		assertThat(policy.choose(policy.bins().bin(0), 4)).contains("verifier-beam");
		assertThat(policy.choose(policy.bins().bin(0), 1)).isEmpty();
	}

	@Test
	void aPolicyOfNothingIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new Analysis(results(curve("greedy", 1, 0, 5))).policy())
			.withMessageStartingWith("There is no policy to learn");
	}

}
