package dev.decoding.logits;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares processors that remove tokens with the plain way of doing it.
 */
final class Truncations {

	static final float GONE = Float.NEGATIVE_INFINITY;

	private static final TokenSequence SEQUENCE = TokenSequence.of(1);

	private Truncations() {
	}

	/**
	 * Compare on random rows of all sizes and shapes, as they are and narrowed before.
	 * @param processor the processor
	 * @param expected tells by the probabilities which tokens are kept
	 */
	static void compare(LogitsProcessor processor, Function<double[], boolean[]> expected) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int size : new int[] { 1, 2, 30, 1500, 30_000 }) {
			for (int round = 0; round < ((size < 10_000) ? 12 : 3); round++) {
				float[] scores = random(random, size);
				String description = "%s, seed %d, size %d, round %d".formatted(processor, seed, size, round);
				Logits whole = Logits.of(scores.clone());
				processor.process(SEQUENCE, whole);
				assertSame(description, whole.scores(), kept(scores, expected));
				Logits narrowed = Logits.of(scores.clone());
				narrowed.keepHighest(1 + size / 2, false);
				float[] before = narrowed.copy().scores();
				processor.process(SEQUENCE, narrowed);
				assertSame(description + ", narrowed", narrowed.scores(), kept(before, expected));
			}
		}
	}

	static float[] process(LogitsProcessor processor, float... scores) {
		Logits logits = Logits.of(scores);
		processor.process(SEQUENCE, logits);
		return logits.scores();
	}

	static float[] logarithms(double... probabilities) {
		float[] scores = new float[probabilities.length];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) Math.log(probabilities[i]);
		}
		return scores;
	}

	static double entropy(double[] probabilities) {
		return -Arrays.stream(probabilities).filter((p) -> p > 0).map((p) -> p * Math.log(p)).sum();
	}

	/**
	 * Keep the tokens of at least a probability, or the likeliest where there is none.
	 */
	static boolean[] atLeast(double[] probabilities, double threshold) {
		double least = Math.min(threshold, Arrays.stream(probabilities).max().orElseThrow());
		boolean[] kept = new boolean[probabilities.length];
		for (int i = 0; i < kept.length; i++) {
			kept[i] = probabilities[i] >= least;
		}
		return kept;
	}

	private static void assertSame(String description, float[] actual, float[] expected) {
		assertThat(Arrays.mismatch(actual, expected)).as("%s, token that differs", description).isEqualTo(-1);
	}

	private static float[] random(Random random, int size) {
		float[] scores = new float[size];
		double spread = 8 * random.nextDouble();
		for (int i = 0; i < size; i++) {
			scores[i] = (random.nextInt(8) == 0) ? GONE : (float) (spread * random.nextGaussian());
		}
		scores[random.nextInt(size)] = (float) (spread * 5 * random.nextDouble());
		return scores;
	}

	private static float[] kept(float[] scores, Function<double[], boolean[]> expected) {
		double max = Double.NEGATIVE_INFINITY;
		for (float score : scores) {
			max = Math.max(max, score);
		}
		double[] probabilities = new double[scores.length];
		double sum = 0;
		for (int i = 0; i < scores.length; i++) {
			probabilities[i] = Math.exp(scores[i] - max);
			sum += probabilities[i];
		}
		for (int i = 0; i < scores.length; i++) {
			probabilities[i] /= sum;
		}
		boolean[] kept = expected.apply(probabilities);
		float[] result = scores.clone();
		for (int i = 0; i < scores.length; i++) {
			result[i] = kept[i] ? result[i] : GONE;
		}
		return result;
	}

}
