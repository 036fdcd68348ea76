package dev.decoding.logits.llamacpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.logits.TokenSampler.Draw;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that llama.cpp's ways to draw a token draw from the distributions that their
 * formulas say.
 */
class LlamaCppDistributionTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	private static final TokenSequence SEQUENCE = TokenSequence.of(1, 2);

	@TestFactory
	List<DynamicTest> mirostatDrawsFromTheMostLikelyTokens() {
		return tests("mirostat", new Mirostat(1.5, 0.1, 100, 7),
				(p, candidates) -> kept(p, mirostatCount(p, candidates, 7)));
	}

	@TestFactory
	List<DynamicTest> mirostatV2DrawsFromTheTokensThatAreNotTooSurprising() {
		return tests("mirostat-v2", new MirostatV2(1.5, 0.1, 5), (p, candidates) -> kept(p,
				Math.max(1, (int) Arrays.stream(p).filter((probability) -> -log2(probability) <= 5).count())));
	}

	@TestFactory
	List<DynamicTest> adaptivePDrawsTokensThatAreNearTheTarget() {
		return tests("adaptive-p", new AdaptiveP(0.25, 0.9, 1.2f, 6), (p, candidates) -> adapted(p));
	}

	@TestFactory
	List<DynamicTest> xtcExcludesTheTopChoicesSometimes() {
		return tests("xtc", new Xtc(0.3, 0.15), (p, candidates) -> excluded(p));
	}

	@TestFactory
	List<DynamicTest> distDrawsFromTheSoftmaxOfTheScores() {
		return tests("dist", (sequence, logits) -> {
		}, (p, candidates) -> p);
	}

	@Test
	void distOfASeedDrawsFromTheSoftmaxOfTheScores() {
		Logits logits = distributions().get("small probabilities");
		TokenSampler[] next = { new Dist(RandomNumbers.ofSeed((int) ChiSquare.seed())).start(0, 1, 2) };
		ChiSquare.check("dist of a seed", probabilities(logits), (i) -> {
			Draw draw = next[0].draw(logits, RandomStream.of(0, 0, 0));
			next[0] = draw.next();
			return draw.choice().token();
		});
	}

	private static List<DynamicTest> tests(String name, LogitsProcessor processor, Formula formula) {
		List<DynamicTest> tests = new ArrayList<>();
		LogitsProcessorChain chain = LogitsProcessorChain.of(processor);
		Dist dist = Dist.sparing(RandomNumbers.OF_REQUEST);
		distributions()
			.forEach((distribution, logits) -> tests.add(DynamicTest.dynamicTest(distribution, () -> ChiSquare
				.check(name + ", " + distribution, formula.of(probabilities(logits), logits.count()), (i) -> {
					RandomStream random = RandomStream.of(ChiSquare.seed(), 0, i);
					Logits processed = logits.copy();
					chain.step(SEQUENCE, processed, random);
					return dist.choose(processed, random).token();
				}))));
		return tests;
	}

	private static Map<String, Logits> distributions() {
		Map<String, Logits> distributions = new LinkedHashMap<>();
		distributions.put("few tokens", Logits.of(2, 1.5f, 1.4f, 0, -1, 0.3f));
		distributions.put("removed tokens", Logits.of(GONE, 1, GONE, 2, 0.5f, GONE, 1.5f));
		distributions.put("small probabilities", Logits.of(0, -5, -8, -30, 2, -9, -9.5f, -200, -10, 1.7f));
		distributions.put("one token", Logits.of(GONE, -3, GONE));
		distributions.put("many tokens", many(300));
		Logits narrowed = many(300);
		narrowed.keepHighest(40, false);
		distributions.put("narrowed", narrowed);
		return distributions;
	}

	private static Logits many(int count) {
		Random random = new Random(ChiSquare.seed());
		float[] scores = new float[count];
		for (int token = 0; token < count; token++) {
			scores[token] = (float) (2 * random.nextGaussian());
		}
		return Logits.of(scores);
	}

	private static double[] probabilities(Logits logits) {
		double[] weights = new double[logits.vocabularySize()];
		Arrays.setAll(weights, (token) -> Math.exp((double) logits.get(token) - logits.max()));
		return normalized(weights);
	}

	private static double[] normalized(double[] weights) {
		double sum = Arrays.stream(weights).sum();
		return Arrays.stream(weights).map((weight) -> weight / sum).toArray();
	}

	private static double log2(double number) {
		return Math.log(number) / Math.log(2);
	}

	/**
	 * Keep the most likely tokens.
	 */
	private static double[] kept(double[] probabilities, int count) {
		double[] left = new double[probabilities.length];
		for (int token : descending(probabilities).subList(0, Math.min(count, left.length))) {
			left[token] = probabilities[token];
		}
		return normalized(left);
	}

	private static List<Integer> descending(double[] probabilities) {
		return IntStream.range(0, probabilities.length)
			.boxed()
			.sorted((one, other) -> Double.compare(probabilities[other], probabilities[one]))
			.toList();
	}

	private static int mirostatCount(double[] probabilities, int candidates, double mu) {
		List<Integer> order = descending(probabilities);
		double products = 0;
		double squares = 0;
		for (int i = 0; i < Math.min(100, candidates) - 1; i++) {
			double t = Math.log((i + 2.0) / (i + 1));
			products += t * Math.log(probabilities[order.get(i)] / probabilities[order.get(i + 1)]);
			squares += t * t;
		}
		double s = products / squares;
		double k = Math.pow((s - 1) * Math.pow(2, mu) / (1 - Math.pow(probabilities.length, 1 - s)), 1 / s);
		return (k >= 1 && k < 1L << 31) ? (int) k : 1;
	}

	private static double[] adapted(double[] probabilities) {
		double target = 2 * 0.25 - 1.2 / 6;
		double[] weights = new double[probabilities.length];
		for (int token = 0; token < weights.length; token++) {
			double distance = Math.abs(probabilities[token] - target) / 0.3;
			weights[token] = (probabilities[token] > 0) ? Math.exp(5 - 10 * distance * distance / (1 + distance)) : 0;
		}
		return normalized(weights);
	}

	private static double[] excluded(double[] probabilities) {
		double[] left = probabilities.clone();
		List<Integer> likely = descending(probabilities).stream()
			.filter((token) -> probabilities[token] >= 0.15)
			.toList();
		for (int i = 0; i < likely.size() - 1; i++) {
			left[likely.get(i)] = 0;
		}
		left = normalized(left);
		for (int token = 0; token < left.length; token++) {
			left[token] = 0.3 * left[token] + 0.7 * probabilities[token];
		}
		return left;
	}

	/**
	 * From the probabilities of the scores, and the number of candidates, to how likely
	 * each token is drawn.
	 */
	private interface Formula {

		double[] of(double[] probabilities, int candidates);

	}

}
