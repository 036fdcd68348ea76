package dev.decoding.benchmark;

import java.util.List;

import dev.decoding.arithmetic.random.Split;
import dev.decoding.benchmark.Results.Point;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.vote.WeightedVote;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EmbeddedSetting}.
 */
class EmbeddedSettingTests {

	private static EmbeddedSetting setting;

	@BeforeAll
	static void load() {
		setting = new EmbeddedSetting();
	}

	@AfterAll
	static void close() {
		setting.close();
	}

	/**
	 * Run experiments on an easy problem.
	 */
	private static Results run(Experiment... experiments) throws InterruptedException {
		return new Benchmark("embedded", setting, Task.draw(Split.TEST, 5).subList(0, 1), List.of(1L),
				List.of(experiments))
			.run(1, () -> {
			});
	}

	private static double easiest(Results results, String strategy, int budget) {
		return results.find(strategy, budget).orElseThrow().values()[0];
	}

	@Test
	void theEmbeddedModelSolvesProblemsAndJudgesItself() throws InterruptedException {
		List<Integer> budgets = List.of(1, 4);
		Results results = run(new SamplingExperiment(budgets), Suite.of(budgets).get(Suite.BEAM_FIXED));
		assertThat(results.curves()).extracting(Results.Curve::strategy)
			.contains("majority", "weighted-best-of-n", Suite.BEAM_FIXED);
		assertThat(results.problems().get(0).rate()).isBetween(0.0, 1.0);
		assertThat(results.curves()).allSatisfy((curve) -> assertThat(curve.points()).isNotEmpty());
	}

	@Test
	void theEmbeddedModelRevises() throws InterruptedException {
		Results results = run(new RevisionExperiment(List.of(4), 8, 3));
		assertThat(easiest(results, RevisionNames.STEP, 1)).as("first tries").isPositive();
		assertThat(easiest(results, RevisionNames.STEP, 3)).as("tries that see others").isPositive();
		for (String name : RevisionNames.ratios(4)) {
			assertThat(results.find(name, 4)).get().extracting(Point::generations).isEqualTo(4.0);
		}
	}

	@Test
	void theEmbeddedModelRewindsByItsOwnJudgement() throws InterruptedException {
		Results results = run(new RainExperiment());
		assertThat(results.find(RainExperiment.JUDGE, 1).orElseThrow().accuracy()).isGreaterThan(0.5);
		assertThat(results.find(RainExperiment.BY_ITSELF, 1).orElseThrow().generations()).isGreaterThan(1);
		assertThat(results.find(RainExperiment.CHERRY_PICKING_BY_ITSELF, 1).orElseThrow().generations()).isEqualTo(64);
	}

	@Test
	void powerSamplingOnTheEmbeddedModelCostsWhatIsComputed() throws InterruptedException {
		Results results = run(new ChainExperiment(8));
		for (int steps : ChainExperiment.STEPS) {
			assertThat(easiest(results, ChainExperiment.POWER_PASS, steps)).isEqualTo(1);
			assertThat(results.find(ChainExperiment.COST, steps).orElseThrow().accuracy()).isBetween(0.7, 1.3);
		}
	}

	@Test
	void anAmateurThatIsTheExpertChangesNothing() throws InterruptedException {
		Results results = run(new ContrastiveExperiment());
		assertThat(results.find(ContrastiveExperiment.SAME, 1).orElseThrow().values()).containsOnly(1);
		assertThat(results.find(ContrastiveExperiment.NAME, 1)).isPresent();
	}

	@Test
	void votesAreWeighedByAllStepsInSeveralWays() throws InterruptedException {
		Results results = run(new SamplingExperiment(List.of(1, 4)));
		String last = SamplingExperiment.weightedBy(StepAggregation.LAST);
		assertThat(results.find(last, 4).orElseThrow().values())
			.isEqualTo(results.find(WeightedVote.NAME, 4).orElseThrow().values());
		for (StepAggregation aggregation : StepAggregation.values()) {
			assertThat(results.find(SamplingExperiment.weightedBy(aggregation), 4)).isPresent();
		}
	}

}
