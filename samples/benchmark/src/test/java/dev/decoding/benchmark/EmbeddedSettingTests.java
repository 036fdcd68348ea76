package dev.decoding.benchmark;

import java.util.List;
import java.util.Map;

import dev.decoding.arithmetic.random.Split;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EmbeddedSetting}.
 */
class EmbeddedSettingTests {

	@Test
	void theEmbeddedModelSolvesProblemsAndJudgesItself() throws InterruptedException {
		try (EmbeddedSetting setting = new EmbeddedSetting()) {
			Map<String, Experiment> all = Suite.embedded(List.of(1, 4));
			Results results = new Benchmark("embedded", setting, Task.draw(Split.TEST, 5), List.of(1L),
					List.of(all.get(Suite.SAMPLES), all.get(Suite.BEAM_FIXED)))
				.run(1, () -> {
				});
			assertThat(results.curves()).extracting(Results.Curve::strategy)
				.contains("majority", "weighted-best-of-n", Suite.BEAM_FIXED);
			Results.Problem easiest = results.problems().get(0);
			assertThat(easiest.rate()).isBetween(0.0, 1.0);
			assertThat(results.curves()).allSatisfy((curve) -> assertThat(curve.points()).isNotEmpty());
		}
	}

}
