package dev.decoding.logits;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TopP}.
 */
class TopPTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void agreesWithTheReference() {
		ReferenceCases.check("TopPLogitsWarper", TopPTests::of);
	}

	@Test
	void refusesWhatTheReferenceRefuses() {
		ReferenceCases.checkErrors("TopPLogitsWarper", TopPTests::of);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1e-3, 0.5, 0.95, 0.9990234375 })
	void agreesWithTheDefinition(double p) {
		Truncations.compare(new TopP(p), (probabilities) -> nucleus(probabilities, p));
	}

	private static boolean[] nucleus(double[] probabilities, double p) {
		Integer[] order = new Integer[probabilities.length];
		Arrays.setAll(order, (i) -> i);
		Arrays.sort(order, Comparator.comparingDouble((i) -> -probabilities[i]));
		boolean[] kept = new boolean[probabilities.length];
		double sum = 0;
		for (int i = 0; i < order.length && sum < p; i++) {
			kept[order[i]] = true;
			sum += probabilities[order[i]];
		}
		return kept;
	}

	private static LogitsProcessor of(JsonNode params) {
		return new TopP(params.path("top_p").asDouble(0.9), params.path("min_tokens_to_keep").asInt(1));
	}

	@Test
	void keepsTheSmallestSetThatHasTheProbability() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(processed(new TopP(0.7), scores.clone())).containsExactly(GONE, scores[1], GONE, scores[3]);
		assertThat(processed(new TopP(0.8), scores.clone())).containsExactly(GONE, scores[1], scores[2], scores[3]);
	}

	@Test
	void alwaysKeepsTheMostLikelyToken() {
		assertThat(processed(new TopP(1e-30), 1, 3, 2)).containsExactly(GONE, 3, GONE);
		assertThat(processed(new TopP(1e-30), 2, 2, 2)).containsExactly(GONE, GONE, 2);
	}

	@Test
	void keepsAtLeastAsManyTokensAsToldTo() {
		assertThat(processed(new TopP(1e-30, 2), 1, 3, 2, 0)).containsExactly(GONE, 3, 2, GONE);
		assertThat(processed(new TopP(0.5, 9), 1, 3, 2, 0)).containsExactly(1, 3, 2, 0);
	}

	@Test
	void oneRemovesOnlyWhatHasNoProbability() {
		assertThat(processed(new TopP(1), 0, -50, -200)).containsExactly(0, -50, GONE);
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(processed(new TopP(0.5), 0, Float.NaN, 5)).containsExactly(0, Float.NaN, 5);
		assertThat(processed(new TopP(0.5), 0, Float.POSITIVE_INFINITY, 5)).containsExactly(0, Float.POSITIVE_INFINITY,
				5);
		assertThat(processed(new TopP(0.5), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void agreesWithSorting() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 2000; round++) {
			float[] scores = new float[1 + random.nextInt(200)];
			double spread = 6 * random.nextDouble();
			boolean ties = random.nextInt(3) == 0;
			for (int i = 0; i < scores.length; i++) {
				double score = spread * random.nextGaussian();
				scores[i] = (random.nextInt(8) == 0) ? GONE : (float) (ties ? Math.rint(score) : score);
			}
			scores[0] = 0;
			double p = (random.nextInt(4) == 0) ? 1 - 0.01 * random.nextDouble() : 1 - random.nextDouble();
			int kept = 1 + random.nextInt(3);
			if (isBorderline(p, scores)) {
				continue;
			}
			assertThat(processed(new TopP(p, kept), scores.clone()))
				.as("seed %d, p %s, keep %d of %s", seed, p, kept, Arrays.toString(scores))
				.containsExactly(sorting(p, kept, scores));
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void refusesWhatIsNotAProbability(double p) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TopP(p))
			.withMessage("'topP' is %s but must be from 0 to 1", p);
	}

	@Test
	void refusesToKeepNoToken() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TopP(1, 0))
			.withMessageContaining("'minTokensToKeep'");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TopP(1).name()).isEqualTo("top-p");
	}

	/**
	 * The same by sorting all tokens, as the reference does.
	 */
	private static float[] sorting(double p, int kept, float[] scores) {
		float[] probabilities = Softmax.probabilities(scores);
		int[] ascending = IntStream.range(0, scores.length)
			.boxed()
			.sorted(Comparator.comparingDouble((token) -> scores[token] + 0.0))
			.mapToInt(Integer::intValue)
			.toArray();
		float[] expected = scores.clone();
		double sum = 0;
		for (int i = 0; i < scores.length - kept; i++) {
			sum += probabilities[ascending[i]];
			if ((float) sum <= (float) (1 - p)) {
				expected[ascending[i]] = GONE;
			}
		}
		return expected;
	}

	/**
	 * Return whether rounding decides over a token, which sums in another order round
	 * otherwise.
	 */
	private static boolean isBorderline(double p, float[] scores) {
		float[] ascending = Softmax.probabilities(scores);
		Arrays.sort(ascending);
		double sum = 0;
		for (float probability : ascending) {
			sum += probability;
			if (Math.abs(sum - (1 - p)) < 1e-6) {
				return true;
			}
		}
		return false;
	}

	private static float[] logarithms(double... probabilities) {
		float[] scores = new float[probabilities.length];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) Math.log(probabilities[i]);
		}
		return scores;
	}

	private static float[] processed(TopP topP, float... scores) {
		Logits logits = Logits.of(scores);
		topP.process(TokenSequence.of(1), logits);
		return logits.scores();
	}

}
