package dev.decoding.logits;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import dev.decoding.logits.TokenSampler.Draw;
import dev.decoding.model.Logits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ArithmeticSampler}.
 */
class ArithmeticSamplerTests {

	private final ArithmeticSampler sampler = new ArithmeticSampler();

	@Test
	void tokensAreThoseWhoseIntervalsContainTheCode() {
		for (long seed = 0; seed < 200; seed++) {
			double common = RandomStream.of(seed, -1, -1).nextDouble();
			for (int branch = 0; branch < 3; branch++) {
				double code = (common + branch / 3.0) % 1;
				int[] expected = new int[6];
				double[] probabilities = { 0.25, 0.125, 0.5, 0.125 };
				for (int position = 0; position < expected.length; position++) {
					int token = 0;
					while (code >= probabilities[token]) {
						code -= probabilities[token++];
					}
					code /= probabilities[token];
					expected[position] = token;
				}
				assertThat(draws(seed, branch, 3, logarithms(probabilities), 6)).as("seed %d", seed)
					.isEqualTo(expected);
			}
		}
	}

	@Test
	void theSequencesOfARequestAreSpreadEvenly() {
		Logits logits = logarithms(0.5, 0.25, 0.125, 0.125);
		for (long seed = 0; seed < 200; seed++) {
			int[] counts = new int[4];
			Set<String> pairs = new HashSet<>();
			for (int branch = 0; branch < 16; branch++) {
				int[] tokens = draws(seed, branch, 16, logits, 2);
				counts[tokens[0]]++;
				pairs.add(Arrays.toString(tokens));
			}
			assertThat(counts).as("seed %d", seed).containsExactly(8, 4, 2, 2);
			assertThat(pairs.size()).as("seed %d", seed).isGreaterThanOrEqualTo(10);
		}
	}

	@Test
	void meansOverTheSequencesVaryLessThanIndependentOnes() {
		Logits logits = logarithms(0.3, 0.25, 0.25, 0.2);
		double arithmetic = 0;
		double independent = 0;
		for (long seed = 0; seed < 1000; seed++) {
			int count = 0;
			int independentCount = 0;
			for (int branch = 0; branch < 8; branch++) {
				count += (draws(seed, branch, 8, logits, 1)[0] == 0) ? 1 : 0;
				RandomStream random = RandomStream.of(seed, branch, 0);
				independentCount += (new CategoricalSampler().choose(logits, random).token() == 0) ? 1 : 0;
			}
			arithmetic += Math.pow(count - 8 * 0.3, 2);
			independent += Math.pow(independentCount - 8 * 0.3, 2);
		}
		assertThat(arithmetic).isLessThan(0.25 * independent);
	}

	@Test
	void jointDistributionOfManyTokensIsExact() {
		// Behind 60 tokens of one bit, a code that were not continued would be used up.
		Logits coin = logarithms(0.5, 0.5);
		ChiSquare.check("arithmetic, tokens 61 to 63", filled(8), (i) -> {
			TokenSampler next = this.sampler.start(ChiSquare.seed() + i, 0, 1);
			int drawn = 0;
			for (int position = 0; position < 63; position++) {
				Draw draw = next.draw(coin, RandomStream.of(ChiSquare.seed() + i, 0, position));
				drawn = (2 * drawn + draw.choice().token()) % 8;
				next = draw.next();
			}
			return drawn;
		});
	}

	private static double[] filled(int size) {
		double[] probabilities = new double[size];
		Arrays.fill(probabilities, 1.0 / size);
		return probabilities;
	}

	@Test
	void drawingLeavesTheSamplerAsItIs() {
		Logits logits = logarithms(0.3, 0.25, 0.25, 0.2);
		TokenSampler started = this.sampler.start(4, 0, 2);
		Draw draw = started.draw(logits, RandomStream.of(4, 0, 0));
		draw.next().draw(logits, RandomStream.of(4, 0, 1));
		assertThat(started.draw(logits, RandomStream.of(4, 0, 0)).choice()).isEqualTo(draw.choice());
	}

	@Test
	void neverChoosesARemovedTokenWhateverTheCode() {
		Random random = new Random(8);
		for (int round = 0; round < 300; round++) {
			float[] scores = new float[2000];
			for (int token = 0; token < scores.length; token++) {
				scores[token] = (random.nextInt(3) > 0) ? Float.NEGATIVE_INFINITY
						: (float) (30 * random.nextGaussian());
			}
			scores[random.nextInt(2000)] = 10;
			Logits logits = Logits.of(scores);
			for (int token : draws(round, 0, 1, logits, 30)) {
				assertThat(scores[token]).isGreaterThan(Float.NEGATIVE_INFINITY);
			}
		}
	}

	@Test
	void logProbabilityIsThatOfTheScores() {
		Logits logits = Logits.of(1, 2, 3);
		TokenSampler.Choice choice = this.sampler.choose(logits, RandomStream.of(1, 2, 3));
		assertThat(choice.logProbability()).isCloseTo(logits.logProbability(choice.token()), within(1e-12));
	}

	@Test
	void refusesScoresThatAreNoDistribution() {
		RandomStream random = RandomStream.of(1, 2, 3);
		for (float score : new float[] { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY }) {
			assertThatExceptionOfType(InvalidLogitsException.class)
				.isThrownBy(() -> this.sampler.choose(Logits.of(Float.NEGATIVE_INFINITY, score), random));
		}
	}

	private int[] draws(long seed, int branch, int branches, Logits logits, int count) {
		int[] tokens = new int[count];
		TokenSampler next = this.sampler.start(seed, branch, branches);
		for (int position = 0; position < count; position++) {
			Draw draw = next.draw(logits, RandomStream.of(seed, branch, position));
			tokens[position] = draw.choice().token();
			next = draw.next();
		}
		return tokens;
	}

	private static Logits logarithms(double... probabilities) {
		float[] scores = new float[probabilities.length];
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (float) Math.log(probabilities[token]);
		}
		return Logits.of(scores);
	}

}
