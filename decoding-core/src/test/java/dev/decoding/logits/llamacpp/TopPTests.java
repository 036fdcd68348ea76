package dev.decoding.logits.llamacpp;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TopP}.
 */
class TopPTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void keepsUpToTheTokenThatReachesTheProbability() {
		float[] scores = Rows.logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(Rows.kept(new TopP(0.7), scores)).containsExactly(1, 3);
		assertThat(Rows.kept(new TopP(0.8), scores)).containsExactly(1, 3, 2);
		assertThat(Rows.kept(new TopP(0), scores)).containsExactly(1);
	}

	@Test
	void theTokenThatExactlyReachesTheProbabilityIsTheLast() {
		assertThat(Rows.kept(new TopP(0.5), 1, 1, 1, 1)).containsExactly(0, 1);
	}

	@Test
	void keepsAtLeastSoManyTokens() {
		assertThat(Rows.kept(new TopP(0.1, 2), 1, 9, 3)).containsExactly(1, 2);
		assertThat(Rows.kept(new TopP(0.1, 7), 1, 9, 3)).containsExactly(1, 2, 0);
	}

	@Test
	void oneChangesNothing() {
		assertThat(Rows.processed(new TopP(1), 3, GONE, -90)).containsExactly(3, GONE, -90);
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new TopP(0.5), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new TopP(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void agreesWithSortingTheRow() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			float[] scores = Rows.longRow(random);
			double p = random.nextBoolean() ? random.nextDouble() : 1 - Math.pow(10, -4 * random.nextDouble());
			int minKeep = (random.nextInt(3) == 0) ? random.nextInt(2000) : 0;
			double[] probabilities = Rows.probabilities(scores);
			int[] kept = Rows.kept(new TopP(p, minKeep), scores);
			String description = "seed %d, round %d, p %s".formatted(seed, round, p);
			assertThat(kept).as(description).startsWith(Rows.ascending(Rows.negated(probabilities))[0]);
			double sum = 0;
			for (int i = 0; i < kept.length; i++) {
				if (i > 0 && i >= minKeep) {
					assertThat(sum).as(description).isLessThan(p + 1e-4);
				}
				if (i > 0) {
					assertThat(scores[kept[i]]).as(description).isLessThanOrEqualTo(scores[kept[i - 1]]);
				}
				sum += probabilities[kept[i]];
			}
			assertThat(sum).as(description).isGreaterThan(p - 1e-4);
		}
	}

	@Test
	void refusesWhatIsNoProbability() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TopP(-0.1))
			.withMessage("'topP' is -0.1 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new TopP(0.5, -1))
			.withMessage("'minKeep' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TopP(0.1).name()).isEqualTo("llama-cpp-top-p");
	}

}
