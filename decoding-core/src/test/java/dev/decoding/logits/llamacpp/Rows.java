package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Rows of scores, and what processors make of them.
 */
final class Rows {

	static final float GONE = Float.NEGATIVE_INFINITY;

	private Rows() {
	}

	static float[] processed(LogitsProcessor processor, float... scores) {
		return processed(processor, TokenSequence.of(0), scores);
	}

	static float[] processed(LogitsProcessor processor, TokenSequence sequence, float... scores) {
		Logits logits = Logits.of(scores.clone());
		processor.process(sequence, logits);
		return logits.scores();
	}

	/**
	 * Return the scores that have probabilities.
	 */
	static float[] logarithms(double... probabilities) {
		float[] scores = new float[probabilities.length];
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (float) Math.log(probabilities[token]);
		}
		return scores;
	}

	/**
	 * Return the tokens that a processor leaves, in the order of the candidates.
	 */
	static int[] kept(LogitsProcessor processor, float... scores) {
		Logits logits = Logits.of(scores.clone());
		processor.process(TokenSequence.of(0), logits);
		return IntStream.range(0, logits.count())
			.filter((candidate) -> logits.values()[candidate] != GONE)
			.map(logits::token)
			.toArray();
	}

	/**
	 * Return a row longer than those that are computed in single precision: peaked, flat,
	 * or with few tokens left.
	 */
	static float[] longRow(Random random) {
		float[] scores = new float[2000 + random.nextInt(3000)];
		double spread = new double[] { 0.1, 1, 3, 10 }[random.nextInt(4)];
		boolean few = random.nextInt(4) == 0;
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (few && random.nextInt(100) > 0) ? GONE : (float) (spread * random.nextGaussian());
		}
		for (int i = 0; i < 20; i++) {
			scores[random.nextInt(scores.length)] = (float) (8 - 2 * Math.log(1 + i) + random.nextGaussian());
		}
		return scores;
	}

	static double[] probabilities(float[] scores) {
		double max = GONE;
		for (float score : scores) {
			max = Math.max(max, score);
		}
		double[] probabilities = new double[scores.length];
		double sum = 0;
		for (int token = 0; token < scores.length; token++) {
			probabilities[token] = Math.exp(scores[token] - max);
			sum += probabilities[token];
		}
		for (int token = 0; token < scores.length; token++) {
			probabilities[token] /= sum;
		}
		return probabilities;
	}

	/**
	 * Return all tokens in ascending order of numbers, those of equal ones in theirs.
	 */
	static int[] ascending(double[] numbers) {
		return IntStream.range(0, numbers.length)
			.boxed()
			.sorted(Comparator.<Integer>comparingDouble((token) -> numbers[token]))
			.mapToInt(Integer::intValue)
			.toArray();
	}

	static double[] negated(double[] numbers) {
		return Arrays.stream(numbers).map((number) -> -number).toArray();
	}

}
