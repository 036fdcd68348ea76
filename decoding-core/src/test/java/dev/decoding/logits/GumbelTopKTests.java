package dev.decoding.logits;

import java.util.Arrays;
import java.util.List;

import dev.decoding.logits.GumbelTopK.Perturbed;
import dev.decoding.model.Logits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link GumbelTopK}.
 */
class GumbelTopKTests {

	private static final double[] PROBABILITIES = { 0.5, 0.1, 0.0, 0.25, 0.15 };

	private static Logits logits() {
		float[] scores = new float[PROBABILITIES.length];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) Math.log(PROBABILITIES[i]);
		}
		return Logits.of(scores);
	}

	private static RandomStream random(int draw) {
		return RandomStream.of(ChiSquare.seed(), 0, draw);
	}

	@Test
	void drawsOneAfterTheOtherWithoutReplacement() {
		int size = PROBABILITIES.length;
		double[] pairs = new double[size * size];
		for (int first = 0; first < size; first++) {
			for (int second = 0; second < size; second++) {
				pairs[first * size + second] = (first != second)
						? PROBABILITIES[first] * PROBABILITIES[second] / (1 - PROBABILITIES[first]) : 0;
			}
		}
		ChiSquare.check("Gumbel top-2", pairs, (i) -> {
			List<Perturbed> drawn = GumbelTopK.draw(logits(), 2, random(i));
			return drawn.get(0).candidate() * size + drawn.get(1).candidate();
		});
	}

	@Test
	void highestScoreHasTheGumbelDistributionOfTheTotal() {
		int cells = 20;
		double[] even = new double[cells];
		Arrays.fill(even, 1.0 / cells);
		ChiSquare.check("highest of Gumbel top-2", even,
				(i) -> (int) (cells * Math.exp(-Math.exp(-GumbelTopK.draw(logits(), 2, random(i)).get(0).score()))));
	}

	@Test
	void fewerAreDrawnWhereFewerAreLeft() {
		assertThat(GumbelTopK.draw(logits(), 10, random(0))).extracting(Perturbed::candidate)
			.containsExactlyInAnyOrder(0, 1, 3, 4);
	}

	@Test
	void whatIsDrawnFirstDoesNotDependOnHowManyAreDrawn() {
		float[] scores = new float[5000];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (float) (4 * Math.sin(i));
		}
		List<Perturbed> all = GumbelTopK.draw(Logits.of(scores), scores.length, random(3));
		assertThat(all).hasSize(scores.length).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
		for (int count : new int[] { 1, 2, 7, 100 }) {
			assertThat(GumbelTopK.draw(Logits.of(scores), count, random(3))).isEqualTo(all.subList(0, count));
		}
	}

	@Test
	void aNarrowedRowIsDrawnFromWithTheSameNoise() {
		Logits narrowed = logits();
		narrowed.keepHighest(2, false);
		for (Perturbed perturbed : GumbelTopK.draw(narrowed, 2, random(5))) {
			int token = narrowed.token(perturbed.candidate());
			assertThat(GumbelTopK.draw(logits(), 5, random(5)))
				.anySatisfy((other) -> assertThat(other).isEqualTo(new Perturbed(token, perturbed.score())));
		}
	}

	@Test
	void scoresOfVeryDifferentSizeAreNoProblem() {
		Logits logits = Logits.of(-1e9f, 3, -2e9f);
		List<Perturbed> drawn = GumbelTopK.draw(logits, 3, random(1));
		assertThat(drawn).extracting(Perturbed::candidate).containsExactly(1, 0, 2);
		assertThat(drawn.get(1).score()).isCloseTo(-1e9, within(100.0));
	}

	@Test
	void refusesWhatCannotBeDrawn() {
		assertThatIllegalArgumentException().isThrownBy(() -> GumbelTopK.draw(logits(), 0, random(0)))
			.withMessage("'count' is 0 but must be at least 1");
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> GumbelTopK.draw(Logits.of(Float.NEGATIVE_INFINITY), 1, random(0)));
		assertThatExceptionOfType(InvalidLogitsException.class)
			.isThrownBy(() -> GumbelTopK.draw(Logits.of(0, Float.NaN), 1, random(0)))
			.withMessageContaining("token 1");
	}

}
