package dev.decoding.logits.llamacpp;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Xtc}.
 */
class XtcTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void removesAllLikelyTokensButTheLeastLikelyOne() {
		float[] scores = Rows.logarithms(0.1, 0.4, 0.3, 0.2);
		assertThat(Rows.kept(new Xtc(1, 0.19), scores)).containsExactly(3, 0);
		assertThat(Rows.kept(new Xtc(1, 0.25), scores)).containsExactly(2, 3, 0);
		assertThat(Rows.kept(new Xtc(1, 0.35), scores)).hasSize(4);
	}

	@Test
	void removesNothingWhereTooFewTokensWouldBeLeft() {
		float[] scores = Rows.logarithms(0.1, 0.4, 0.3, 0.2);
		assertThat(Rows.kept(new Xtc(1, 0.19, 2, RandomNumbers.OF_REQUEST), scores)).hasSize(2);
		assertThat(Rows.kept(new Xtc(1, 0.19, 3, RandomNumbers.OF_REQUEST), scores)).hasSize(4);
	}

	@Test
	void removesWithTheProbability() {
		Xtc xtc = new Xtc(0.3, 0.2);
		ChiSquare.check("xtc", new double[] { 0.7, 0.3 }, (i) -> {
			Logits logits = Logits.of(3, 2.9f, 0);
			xtc.step(TokenSequence.of(1), logits, RandomStream.of(ChiSquare.seed(), 0, i));
			return 3 - logits.count();
		});
	}

	@Test
	void ownGeneratorGoesOnByValue() {
		Xtc xtc = new Xtc(0.5, 0.1, 0, RandomNumbers.ofSeed(7));
		int[] once = counts(xtc);
		assertThat(once).contains(1, 2).isEqualTo(counts(xtc));
	}

	private static int[] counts(Xtc xtc) {
		LogitsProcessor next = xtc;
		int[] counts = new int[50];
		for (int i = 0; i < counts.length; i++) {
			Logits logits = Logits.of(3, 2.9f);
			next = ((Xtc) next).step(TokenSequence.of(1), logits, RandomStream.of(0, 0, 0))
				.after(new TokenSampler.Choice(0, 0));
			counts[i] = logits.count();
		}
		return counts;
	}

	@Test
	void agreesWithSortingLongRows() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			float[] scores = Rows.longRow(random);
			double threshold = Math.pow(10, -4 * random.nextDouble()) / 2;
			double[] probabilities = Rows.probabilities(scores);
			int[] likely = Arrays.stream(Rows.ascending(Rows.negated(probabilities)))
				.filter((token) -> probabilities[token] >= threshold)
				.toArray();
			int[] excluded = Arrays.copyOf(likely, Math.max(0, likely.length - 1));
			assertThat(Rows.kept(new Xtc(1, threshold), scores)).as("seed %d, round %d", seed, round)
				.containsExactly(IntStream.range(0, scores.length)
					.filter((token) -> scores[token] != GONE
							&& IntStream.of(excluded).noneMatch((other) -> other == token))
					.toArray());
		}
	}

	@Test
	void doesNothingWhereItIsOff() {
		assertThat(Rows.kept(new Xtc(0, 0.1), 3, 2.9f)).hasSize(2);
		assertThat(Rows.kept(new Xtc(1, 0.6), 3, 2.9f)).hasSize(2);
		assertThat(Rows.kept(new Xtc(1, 0.1), 3)).hasSize(1);
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new Xtc(1, 0.1), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new Xtc(1, 0.1), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void refusesWhatIsNoProbability() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Xtc(1.5, 0.1))
			.withMessage("'probability' is 1.5 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Xtc(1, Double.NaN))
			.withMessage("'threshold' is NaN but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Xtc(1, 0.1, -1, RandomNumbers.OF_REQUEST))
			.withMessage("'minKeep' is -1 but must be at least 0");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new Xtc(1, 0.1).name()).isEqualTo("xtc");
	}

}
