package dev.decoding.logits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;

import dev.decoding.logits.TokenSampler.Draw;
import dev.decoding.model.Logits;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that samplers draw from the softmax of the scores.
 */
class SamplerDistributionTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@TestFactory
	List<DynamicTest> tokensAreDrawnAsOftenAsTheyAreLikely() {
		List<DynamicTest> tests = new ArrayList<>();
		samplers().forEach((sampler, draws) -> distributions().forEach((distribution, logits) -> {
			String name = sampler + ", " + distribution;
			tests.add(DynamicTest.dynamicTest(name,
					() -> ChiSquare.check(name, probabilities(logits), draws.of(logits))));
		}));
		return tests;
	}

	private static Map<String, Draws> samplers() {
		Map<String, Draws> samplers = new LinkedHashMap<>();
		samplers.put("categorical", byPosition(new CategoricalSampler()));
		samplers.put("gumbel", byPosition(new GumbelSampler()));
		samplers.put("arithmetic, alone", byPosition(new ArithmeticSampler()));
		samplers.put("arithmetic, third of seven", bySeed(new ArithmeticSampler(), 2, 7));
		samplers.put("arithmetic, fifth token", byFifthToken(new ArithmeticSampler()));
		samplers.put("torch", inTurn(new TorchSampler(), 1));
		samplers.put("torch, two sequences", inTurn(new TorchSampler(), 2));
		return samplers;
	}

	private static Draws byPosition(TokenSampler sampler) {
		return (logits) -> (i) -> sampler.choose(logits, RandomStream.of(ChiSquare.seed(), 0, i)).token();
	}

	private static Draws bySeed(TokenSampler sampler, int branch, int branches) {
		return (logits) -> (i) -> {
			long seed = ChiSquare.seed() + i;
			return sampler.start(seed, branch, branches).choose(logits, RandomStream.of(seed, branch, 0)).token();
		};
	}

	private static Draws byFifthToken(TokenSampler sampler) {
		return (logits) -> (i) -> {
			long seed = ChiSquare.seed() + i;
			TokenSampler next = sampler.start(seed, 1, 3);
			for (int position = 0; position < 4; position++) {
				next = next.draw(logits, RandomStream.of(seed, 1, position)).next();
			}
			return next.choose(logits, RandomStream.of(seed, 1, 4)).token();
		};
	}

	private static Draws inTurn(TokenSampler sampler, int sequences) {
		return (logits) -> {
			TokenSampler[] next = new TokenSampler[sequences];
			for (int branch = 0; branch < sequences; branch++) {
				next[branch] = sampler.start(ChiSquare.seed(), branch, sequences);
			}
			return (i) -> {
				Draw draw = next[i % sequences].draw(logits, RandomStream.of(0, 0, 0));
				next[i % sequences] = draw.next();
				return draw.choice().token();
			};
		};
	}

	private static Map<String, Logits> distributions() {
		Map<String, Logits> distributions = new LinkedHashMap<>();
		distributions.put("ties", Logits.of(1, 2, 2, 1, 2, 0, 0, 1));
		distributions.put("removed tokens", Logits.of(GONE, 1, GONE, 2, 0.5f, GONE, GONE));
		distributions.put("small probabilities", Logits.of(0, -5, -8, -30, 2, -9, -9.5f, -200, -10));
		distributions.put("one token", Logits.of(GONE, -3, GONE));
		distributions.put("large scores", Logits.of(5000, 5001, 4990, 4999.5f));
		distributions.put("many tokens", many(700, 2));
		Logits narrowed = many(700, 3);
		narrowed.keepHighest(40, false);
		distributions.put("narrowed", narrowed);
		Logits unordered = many(100, 3);
		unordered.keep(new int[] { 70, 3, 99, 0, 42 }, new float[] { 0, 1, GONE, -1, 0.5f }, 5, false);
		distributions.put("narrowed in no order", unordered);
		return distributions;
	}

	private static Logits many(int count, double spread) {
		Random random = new Random(ChiSquare.seed());
		float[] scores = new float[count];
		for (int token = 0; token < count; token++) {
			scores[token] = (float) (spread * random.nextGaussian());
		}
		return Logits.of(scores);
	}

	private static double[] probabilities(Logits logits) {
		double[] probabilities = new double[logits.vocabularySize()];
		double sum = 0;
		for (int token = 0; token < probabilities.length; token++) {
			probabilities[token] = Math.exp((double) logits.get(token) - logits.max());
			sum += probabilities[token];
		}
		for (int token = 0; token < probabilities.length; token++) {
			probabilities[token] /= sum;
		}
		return probabilities;
	}

	/**
	 * How a sampler is made to draw again and again.
	 */
	private interface Draws {

		IntUnaryOperator of(Logits logits);

	}

}
