package dev.decoding.logits;

import java.util.Arrays;
import java.util.Random;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TopK}.
 */
class TopKTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("TopKLogitsWarper",
				(params) -> new TopK(params.path("top_k").asInt(3), params.path("min_tokens_to_keep").asInt(1)));
	}

	@Test
	void keepsTheHighestScores() {
		assertThat(processed(new TopK(2), 1, 4, 2, 3)).containsExactly(GONE, 4, GONE, 3);
	}

	@Test
	void keepsTies() {
		assertThat(processed(new TopK(2), 1, 4, 3, 3)).containsExactly(GONE, 4, 3, 3);
	}

	@Test
	void zeroesOfBothSignsAreTies() {
		assertThat(processed(new TopK(1), -0.0f, 0, -1)).containsExactly(-0.0f, 0, GONE);
	}

	@Test
	void keepsAtLeastAsManyTokensAsToldTo() {
		assertThat(processed(new TopK(1, 2), 1, 4, 2, 3)).containsExactly(GONE, 4, GONE, 3);
	}

	@Test
	void leavesFewerTokensThanItMayKeepAlone() {
		assertThat(processed(new TopK(9), 1, GONE, 2)).containsExactly(1, GONE, 2);
		assertThat(processed(new TopK(2), GONE, 1, GONE)).containsExactly(GONE, 1, GONE);
	}

	@Test
	void agreesWithSorting() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 2000; round++) {
			float[] scores = new float[1 + random.nextInt(60)];
			int values = 1 + random.nextInt(40);
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (random.nextInt(8) == 0) ? GONE : random.nextInt(values) - 10;
			}
			int k = 1 + random.nextInt(70);
			float[] sorted = scores.clone();
			Arrays.sort(sorted);
			float threshold = sorted[Math.max(0, sorted.length - k)];
			float[] expected = scores.clone();
			for (int i = 0; i < expected.length; i++) {
				expected[i] = (expected[i] < threshold) ? GONE : expected[i];
			}
			assertThat(processed(new TopK(k), scores.clone()))
				.as("seed %d, k %d of %s", seed, k, Arrays.toString(scores))
				.containsExactly(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void refusesLessThanOne(int k) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TopK(k))
			.withMessage("'topK' is %d but must be at least 1", k);
		assertThatIllegalArgumentException().isThrownBy(() -> new TopK(1, k))
			.withMessageContaining("'minTokensToKeep'");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TopK(1).name()).isEqualTo("top-k");
	}

	private static float[] processed(TopK topK, float... scores) {
		Logits logits = Logits.of(scores);
		topK.process(TokenSequence.of(1), logits);
		return logits.scores();
	}

}
