package dev.decoding.mixture;

import java.util.Arrays;
import java.util.SplittableRandom;

import dev.decoding.model.Logits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Nucleus}.
 */
class NucleusTests {

	@Test
	void keepsTheFewestTokensThatHaveMoreThanTheProbability() {
		long seed = 20261121;
		SplittableRandom random = new SplittableRandom(seed);
		for (int run = 0; run < 50; run++) {
			float[] scores = new float[1 + random.nextInt(3000)];
			double spread = random.nextDouble(8);
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (float) (random.nextDouble() * spread);
			}
			double probability = random.nextDouble();
			Logits logits = Logits.of(scores.clone());
			Nucleus.keep(logits, probability);
			assertThat(logits.count()).as("seed %d, run %d", seed, run).isEqualTo(count(scores, probability));
			for (int i = 0; i < logits.count(); i++) {
				assertThat(logits.values()[i]).isEqualTo(scores[logits.token(i)]);
			}
		}
	}

	private static int count(float[] scores, double probability) {
		double[] weights = new double[scores.length];
		Arrays.setAll(weights, (i) -> -Math.exp(scores[i]));
		Arrays.sort(weights);
		double mass = Arrays.stream(weights).sum();
		double sum = 0;
		int count = 0;
		while (count < weights.length && sum <= probability) {
			sum += weights[count++] / mass;
		}
		return count;
	}

	@Test
	void leavesABrokenRowToTheChain() {
		Logits logits = Logits.of(1, Float.NaN, 2);
		Nucleus.keep(logits, 0.5);
		assertThat(logits.count()).isEqualTo(3);
	}

}
