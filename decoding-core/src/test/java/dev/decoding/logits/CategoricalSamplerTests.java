package dev.decoding.logits;

import dev.decoding.model.Logits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link CategoricalSampler}.
 */
class CategoricalSamplerTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	private final CategoricalSampler sampler = new CategoricalSampler();

	@Test
	void drawsFromTheSoftmaxOfTheScores() {
		long seed = System.nanoTime();
		double[] probabilities = { 0.05, 0, 0.4, 0.1, 0.01, 0.24, 0.2 };
		Logits logits = logarithms(probabilities);
		int draws = 200_000;
		int[] counts = new int[probabilities.length];
		for (int position = 0; position < draws; position++) {
			counts[this.sampler.choose(logits, RandomStream.of(seed, 0, position)).token()]++;
		}
		double chiSquare = 0;
		for (int token = 0; token < counts.length; token++) {
			double expected = draws * probabilities[token];
			if (expected > 0) {
				chiSquare += (counts[token] - expected) * (counts[token] - expected) / expected;
			}
		}
		assertThat(counts[1]).isZero();
		// 5 degrees of freedom: exceeded once in a million runs.
		assertThat(chiSquare).as("seed %d", seed).isLessThan(35.89);
	}

	@Test
	void invertsTheCumulativeDistributionByAscendingToken() {
		Logits logits = logarithms(0.25, 0, 0.5, 0.25);
		for (long seed = 0; seed < 1000; seed++) {
			double uniform = RandomStream.of(seed, 1, 2).nextDouble();
			int expected = (uniform < 0.25) ? 0 : (uniform < 0.75) ? 2 : 3;
			TokenSampler.Choice choice = this.sampler.choose(logits, RandomStream.of(seed, 1, 2));
			assertThat(choice.token()).as("seed %d", seed).isEqualTo(expected);
			assertThat(choice.logProbability()).isCloseTo(logits.logProbability(expected), within(1e-12));
		}
	}

	@Test
	void drawsOneRandomNumber() {
		RandomStream random = RandomStream.of(1, 2, 3);
		this.sampler.choose(Logits.of(1, 2), random);
		RandomStream other = RandomStream.of(1, 2, 3);
		other.nextDouble();
		assertThat(random.nextLong()).isEqualTo(other.nextLong());
	}

	@Test
	void neverDrawsWhatIsRemovedOrTooUnlikely() {
		for (long seed = 0; seed < 1000; seed++) {
			assertThat(this.sampler.choose(Logits.of(GONE, -5000, 5000, GONE, -5000), RandomStream.of(seed, 0, 0)))
				.isEqualTo(new TokenSampler.Choice(2, 0));
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

	private static Logits logarithms(double... probabilities) {
		float[] scores = new float[probabilities.length];
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (float) Math.log(probabilities[token]);
		}
		return Logits.of(scores);
	}

}
