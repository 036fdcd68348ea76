package dev.decoding.logits;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static dev.decoding.logits.Truncations.GONE;
import static dev.decoding.logits.Truncations.logarithms;
import static dev.decoding.logits.Truncations.process;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PLess}.
 */
class PLessTests {

	@Test
	void removesTokensLessLikelyThanTwoEqualDraws() {
		float[] scores = logarithms(0.1, 0.5, 0.15, 0.25);
		assertThat(process(new PLess(), scores.clone())).containsExactly(GONE, scores[1], GONE, GONE);
		scores = logarithms(0.1, 0.4, 0.1, 0.4);
		assertThat(process(new PLess(), scores.clone())).containsExactly(GONE, scores[1], GONE, scores[3]);
	}

	@Test
	void removesNothingOfAUniformDistribution() {
		assertThat(process(new PLess(), 2, 2, 2)).containsExactly(2, 2, 2);
	}

	@Test
	void changesNothingWhereThereIsNoDistribution() {
		assertThat(process(new PLess(), 0, Float.NaN, 5)).containsExactly(0, Float.NaN, 5);
		assertThat(process(new PLess(), 0, Float.POSITIVE_INFINITY, 5)).containsExactly(0, Float.POSITIVE_INFINITY, 5);
		assertThat(process(new PLess(), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void agreesWithTheDefinition() {
		Truncations.compare(new PLess(), (probabilities) -> Truncations.atLeast(probabilities,
				Arrays.stream(probabilities).map((p) -> p * p).sum()));
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new PLess().name()).isEqualTo("p-less");
	}

}
