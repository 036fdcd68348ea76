package dev.decoding.logits;

import dev.decoding.model.Logits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ArgmaxSampler}.
 */
class ArgmaxSamplerTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	private final RandomStream random = RandomStream.of(1, 2, 3);

	@Test
	void choosesTheHighestScore() {
		TokenSampler.Choice choice = choose((float) Math.log(0.2), GONE, (float) Math.log(0.5), (float) Math.log(0.3));
		assertThat(choice.token()).isEqualTo(2);
		assertThat(choice.logProbability()).isCloseTo(Math.log(0.5), within(1e-7));
	}

	@Test
	void ofEqualScoresChoosesTheLowerToken() {
		assertThat(choose(1, 3, 3, GONE).token()).isEqualTo(1);
		assertThat(choose(GONE, -0.0f, 0).token()).isEqualTo(1);
	}

	@Test
	void logProbabilityIsThatOfTheScoresWhereverTheHighestIs() {
		for (int highest : new int[] { 0, 777, 9_999 }) {
			float[] scores = new float[10_000];
			for (int token = 0; token < scores.length; token++) {
				scores[token] = (float) Math.sin(token) - 1;
			}
			scores[highest] = 5;
			TokenSampler.Choice choice = choose(scores);
			assertThat(choice.token()).isEqualTo(highest);
			assertThat(choice.logProbability()).isEqualTo(Logits.of(scores).logProbability(highest));
		}
	}

	@Test
	void drawsNoRandomNumber() {
		choose(1, 2);
		assertThat(this.random.nextLong()).isEqualTo(RandomStream.of(1, 2, 3).nextLong());
	}

	@Test
	void refusesScoresThatAreNoDistribution() {
		assertThatExceptionOfType(InvalidLogitsException.class).isThrownBy(() -> choose(1, Float.NaN))
			.withMessage("The score of token 1 is NaN, so that no token can be chosen");
		assertThatExceptionOfType(InvalidLogitsException.class).isThrownBy(() -> choose(Float.POSITIVE_INFINITY, 1))
			.withMessage("The score of token 0 is Infinity, so that no token can be chosen");
		assertThatExceptionOfType(InvalidLogitsException.class).isThrownBy(() -> choose(GONE, GONE))
			.withMessage("No token is left to choose from");
	}

	private TokenSampler.Choice choose(float... scores) {
		return new ArgmaxSampler().choose(Logits.of(scores), this.random);
	}

}
