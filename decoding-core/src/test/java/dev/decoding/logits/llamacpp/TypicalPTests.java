package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TypicalP}.
 */
class TypicalPTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void keepsWhatIsAsSurprisingAsExpected() {
		// The entropy is 1.21; the tokens are 1.09, 0.51, 0.69 and 0.18 away from it.
		float[] scores = Rows.logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(Rows.kept(new TypicalP(0.2), scores)).containsExactly(3);
		assertThat(Rows.kept(new TypicalP(0.7), scores)).containsExactly(3, 1);
		assertThat(Rows.kept(new TypicalP(0.8), scores)).containsExactly(3, 1, 2);
	}

	@Test
	void theProbabilityIsToBeExceeded() {
		assertThat(Rows.kept(new TypicalP(0.5), 1, 1, 1, 1)).containsExactly(0, 1, 2);
	}

	@Test
	void keepsAtLeastSoManyTokens() {
		float[] scores = Rows.logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(Rows.kept(new TypicalP(0.2, 3), scores)).containsExactly(3, 1, 2);
		assertThat(Rows.kept(new TypicalP(0.2, 9), scores)).containsExactly(3, 1, 2, 0);
	}

	@Test
	void oneChangesNothing() {
		assertThat(Rows.processed(new TypicalP(1), 3, GONE, -90)).containsExactly(3, GONE, -90);
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new TypicalP(0.5), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new TypicalP(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void takesTokensByProbabilityWhereTheEntropyOfFewCandidatesIsNoNumber() {
		assertThat(Rows.kept(new TypicalP(0.7), 3, GONE, 4, 1)).containsExactly(2);
		assertThat(Rows.kept(new TypicalP(0.8), 3, GONE, 4, 1)).containsExactly(2, 0);
	}

	@Test
	void agreesWithSortingTheRow() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			float[] scores = Rows.longRow(random);
			double p = random.nextBoolean() ? random.nextDouble() : 1 - Math.pow(10, -4 * random.nextDouble());
			double[] probabilities = Rows.probabilities(scores);
			double entropy = Arrays.stream(probabilities)
				.filter((probability) -> probability > 0)
				.map((probability) -> -probability * Math.log(probability))
				.sum();
			double[] distances = Arrays.stream(probabilities)
				.map((probability) -> Math.abs(-Math.log(probability) - entropy))
				.toArray();
			int[] sorted = Rows.ascending(distances);
			int[] kept = Rows.kept(new TypicalP(p), scores);
			String description = "seed %d, round %d, p %s".formatted(seed, round, p);
			double sum = 0;
			for (int i = 0; i < kept.length; i++) {
				if (i > 0) {
					assertThat(sum).as(description).isLessThan(p + 1e-4);
				}
				assertThat(distances[kept[i]]).as(description).isLessThan(distances[sorted[i]] + 1e-4);
				sum += probabilities[kept[i]];
			}
			assertThat(sum).as(description).isGreaterThan(p - 1e-4);
		}
	}

	@Test
	void refusesWhatIsNoProbability() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TypicalP(-0.1))
			.withMessage("'typicalP' is -0.1 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new TypicalP(0.5, -1))
			.withMessage("'minKeep' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TypicalP(0.1).name()).isEqualTo("llama-cpp-typical-p");
	}

}
