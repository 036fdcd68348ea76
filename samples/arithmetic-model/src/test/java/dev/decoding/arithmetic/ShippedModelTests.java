package dev.decoding.arithmetic;

import java.util.Map;

import dev.decoding.arithmetic.chain.Tier;
import dev.decoding.engine.checkpoint.TensorFile;
import dev.decoding.scaling.verifier.RewardHead;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the shipped model is as good as its card says.
 */
class ShippedModelTests {

	private static final int PROBLEMS = 100;

	private static CheckpointUnderTest checkpoint;

	private static ModelEvaluation evaluation;

	@BeforeAll
	static void load() {
		checkpoint = new CheckpointUnderTest("classpath:/decoding/arithmetic/");
		evaluation = new ModelEvaluation(checkpoint);
	}

	@AfterAll
	static void close() {
		checkpoint.close();
	}

	@Test
	void addsNumbersBelowAHundred() {
		assertThat(evaluation.greedy(EvaluationSet.sums(PROBLEMS))).isGreaterThanOrEqualTo(0.98);
	}

	@Test
	void solvesProblemsOfSeveralSteps() {
		assertThat(evaluation.greedy(EvaluationSet.natural(PROBLEMS))).isGreaterThanOrEqualTo(0.9);
	}

	@Test
	void harderTiersAreHarder() {
		double easiest = evaluation.sampled(EvaluationSet.chain(Tier.ONE, PROBLEMS));
		double middle = evaluation.sampled(EvaluationSet.chain(Tier.THREE, PROBLEMS));
		double hardest = evaluation.sampled(EvaluationSet.chain(Tier.FIVE, PROBLEMS));
		assertThat(easiest).isGreaterThan(middle);
		assertThat(middle).isGreaterThan(hardest);
	}

	@Test
	void rewardHeadTellsRightFromWrong() {
		Map<String, Double> areas = evaluation
			.areas(RewardHead.of(TensorFile.read("classpath:/decoding/arithmetic/reward_head.safetensors")::floats), 8);
		assertThat(areas.get("pooled")).isGreaterThan(0.9);
		assertThat(areas.get("within problems")).isGreaterThan(0.75);
	}

	@Test
	void filesAreThoseOfTheCard() throws Exception {
		String card = Resources.text("README.md");
		for (String file : new String[] { "model.safetensors", "reward_head.safetensors", "tokenizer.json",
				"amateur/model.safetensors" }) {
			assertThat(card).contains(Resources.sha256(file));
		}
	}

}
