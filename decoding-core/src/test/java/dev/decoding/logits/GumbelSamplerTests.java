package dev.decoding.logits;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link GumbelSampler}.
 */
class GumbelSamplerTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	private final GumbelSampler sampler = new GumbelSampler();

	@Test
	void takesTheHighestSumOfScoreAndNoise() {
		for (long seed = 0; seed < 2000; seed++) {
			float[] scores = new float[40];
			RandomStream random = RandomStream.of(seed, 5, 5);
			for (int token = 0; token < scores.length; token++) {
				scores[token] = (random.nextDouble() < 0.2) ? GONE : (float) (10 * random.nextDouble());
			}
			scores[7] = 5;
			long key = RandomStream.of(seed, 0, 0).nextLong();
			int expected = -1;
			double highest = Double.NEGATIVE_INFINITY;
			for (int token = 0; token < scores.length; token++) {
				double noise = -Math.log(-Math.log1p(-RandomStream.uniform(key, token)));
				if (scores[token] + noise > highest) {
					highest = scores[token] + noise;
					expected = token;
				}
			}
			Logits logits = Logits.of(scores);
			Choice choice = this.sampler.choose(logits, RandomStream.of(seed, 0, 0));
			assertThat(choice.token()).as("seed %d", seed).isEqualTo(expected);
			assertThat(choice.logProbability()).isCloseTo(logits.logProbability(expected), within(1e-12));
		}
	}

	@Test
	void removingOtherTokensChangesNothing() {
		for (long seed = 0; seed < 500; seed++) {
			Logits logits = Logits.of(1, 3, 2, 4, 2, 1, 3);
			int token = this.sampler.choose(logits, RandomStream.of(seed, 0, 0)).token();
			logits.keepHighest(4, true);
			if (logits.get(token) != GONE) {
				assertThat(this.sampler.choose(logits, RandomStream.of(seed, 0, 0)).token()).isEqualTo(token);
			}
		}
	}

	@Test
	void refusesScoresThatAreNoDistribution() {
		RandomStream random = RandomStream.of(1, 2, 3);
		for (float score : new float[] { Float.NaN, Float.POSITIVE_INFINITY, GONE }) {
			assertThatExceptionOfType(InvalidLogitsException.class)
				.isThrownBy(() -> this.sampler.choose(Logits.of(GONE, score), random));
		}
	}

}
