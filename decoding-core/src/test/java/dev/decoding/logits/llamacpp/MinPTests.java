package dev.decoding.logits.llamacpp;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link MinP}.
 */
class MinPTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void keepsWhatHasAShareOfTheHighestProbability() {
		assertThat(Rows.kept(new MinP(0.3), Rows.logarithms(0.1, 0.3, 0.6))).containsExactly(1, 2);
		assertThat(Rows.kept(new MinP(0.1), Rows.logarithms(0.1, 0.3, 0.6))).containsExactly(0, 1, 2);
	}

	@Test
	void oneKeepsTies() {
		assertThat(Rows.processed(new MinP(1), 3, 1, 3)).containsExactly(3, GONE, 3);
	}

	@Test
	void keepsAtLeastSoManyTokens() {
		assertThat(Rows.kept(new MinP(0.5, 2), 1, 9, 3)).containsExactly(1, 2);
		assertThat(Rows.kept(new MinP(0.5, 7), 1, 9, 3)).containsExactly(1, 2, 0);
		assertThat(Rows.kept(new MinP(0.5, 1), 1, 9, 3)).containsExactly(1);
	}

	@Test
	void zeroChangesNothing() {
		assertThat(Rows.processed(new MinP(0), 3, GONE, -90)).containsExactly(3, GONE, -90);
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new MinP(0.5), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new MinP(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void agreesWithComparingEachToken() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 100; round++) {
			float[] scores = Rows.longRow(random);
			double p = random.nextDouble();
			float max = (float) IntStream.range(0, scores.length)
				.mapToDouble((token) -> scores[token])
				.max()
				.orElseThrow();
			float threshold = max + (float) Math.log((float) p);
			assertThat(Rows.kept(new MinP(p), scores)).as("seed %d, round %d", seed, round)
				.containsExactly(
						IntStream.range(0, scores.length).filter((token) -> scores[token] >= threshold).toArray());
		}
	}

	@Test
	void refusesWhatIsNoShare() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MinP(1.2))
			.withMessage("'minP' is 1.2 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new MinP(0.5, -1))
			.withMessage("'minKeep' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new MinP(0.1).name()).isEqualTo("llama-cpp-min-p");
	}

}
