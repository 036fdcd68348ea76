package dev.decoding.logits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.decoding.Reference;
import dev.decoding.logits.TokenSampler.Draw;
import dev.decoding.model.Logits;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link TorchSampler}.
 */
class TorchSamplerTests {

	private static final RandomStream UNUSED = RandomStream.of(0, 0, 0);

	@TestFactory
	List<DynamicTest> drawsWhatPyTorchsMultinomialDraws() {
		return Reference.json(Reference.path("generation/torch_rng.json"))
			.get("cases")
			.valueStream()
			.map((node) -> DynamicTest.dynamicTest("seed " + node.get("seed").stringValue(), () -> compare(node)))
			.toList();
	}

	private static void compare(JsonNode node) {
		float[] scores = Reference.floats(node.get("multinomial_probs"));
		for (int token = 0; token < scores.length; token++) {
			scores[token] = (float) Math.log(scores[token]);
		}
		long seed = node.get("low32").longValue();
		assertThat(draws(new TorchSampler().start(seed, 0, 1), Logits.of(scores), 10))
			.isEqualTo(Reference.ints(node.get("multinomial_1_x10")));
	}

	@Test
	void agreesWithDrawingAllNumbers() {
		Random random = new Random(20261121);
		for (int round = 0; round < 300; round++) {
			Logits logits = random(random, 1 + random.nextInt(300));
			int rows = 1 + random.nextInt(4);
			int row = random.nextInt(rows);
			int[] expected = new int[5];
			TorchRandom torch = new TorchRandom(round);
			for (int position = 0; position < expected.length; position++) {
				for (int i = 0; i < rows; i++) {
					int token = multinomial(logits, torch);
					expected[position] = (i == row) ? token : expected[position];
				}
			}
			assertThat(draws(new TorchSampler().start(round, row, rows), logits, 5)).as("round %d", round)
				.isEqualTo(expected);
			assertThat(draws(new TorchSampler(row, rows).start(round, 0, 1), logits, 5)).as("round %d", round)
				.isEqualTo(expected);
		}
	}

	private static int multinomial(Logits logits, TorchRandom torch) {
		float[] probabilities = Softmax.probabilities(logits.copy().scores());
		int winner = -1;
		float best = 0;
		for (int token = 0; token < probabilities.length; token++) {
			float ratio = probabilities[token] / torch.exponential();
			if (ratio > best) {
				best = ratio;
				winner = token;
			}
		}
		return winner;
	}

	private static Logits random(Random random, int vocabularySize) {
		float[] scores = new float[vocabularySize];
		for (int token = 0; token < vocabularySize; token++) {
			scores[token] = (random.nextInt(5) == 0) ? Float.NEGATIVE_INFINITY : (float) (4 * random.nextGaussian());
		}
		scores[random.nextInt(vocabularySize)] = 1;
		Logits logits = Logits.of(scores);
		if (random.nextBoolean()) {
			logits.keepHighest(1 + random.nextInt(vocabularySize), random.nextBoolean());
		}
		return logits;
	}

	@Test
	void drawingLeavesTheSamplerAsItIs() {
		TokenSampler sampler = new TorchSampler().start(3, 1, 2);
		Logits logits = random(new Random(2), 50);
		assertThat(draws(sampler, logits, 20)).isEqualTo(draws(sampler, logits, 20));
		assertThat(Arrays.stream(draws(sampler, logits, 20)).distinct().count()).isGreaterThan(1);
	}

	@Test
	void logProbabilityIsThatOfTheScores() {
		Logits logits = Logits.of(1, 2, 3);
		TokenSampler.Choice choice = new TorchSampler().start(3, 0, 1).choose(logits, UNUSED);
		assertThat(choice.logProbability()).isCloseTo(logits.logProbability(choice.token()), within(1e-12));
	}

	@Test
	void refusesABatchThatIsTooSmall() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TorchSampler(-1, 2))
			.withMessage("'row' is -1 but must be at least 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new TorchSampler(1, 0)).withMessageContaining("'rows'");
		assertThatIllegalArgumentException().isThrownBy(() -> new TorchSampler(1, 3).start(0, 0, 3))
			.withMessageContaining("'rows' is 3 but must be at least 4");
	}

	@Test
	void refusesScoresThatAreNoDistribution() {
		for (float score : new float[] { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY }) {
			assertThatExceptionOfType(InvalidLogitsException.class)
				.isThrownBy(() -> new TorchSampler().choose(Logits.of(Float.NEGATIVE_INFINITY, score), UNUSED));
		}
	}

	private static int[] draws(TokenSampler sampler, Logits logits, int count) {
		List<Integer> tokens = new ArrayList<>();
		TokenSampler next = sampler;
		for (int i = 0; i < count; i++) {
			Draw draw = next.draw(logits, UNUSED);
			tokens.add(draw.choice().token());
			next = draw.next();
		}
		return tokens.stream().mapToInt(Integer::intValue).toArray();
	}

}
