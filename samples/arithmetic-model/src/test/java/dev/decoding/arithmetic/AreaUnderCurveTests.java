package dev.decoding.arithmetic;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.AreaUnderCurve.Judgement;
import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link AreaUnderCurve}.
 */
class AreaUnderCurveTests {

	private static final Judgement BAD = new Judgement(0.1, false);

	private static final Judgement GOOD = new Judgement(0.9, true);

	@Test
	void perfectJudgesHaveOne() {
		assertThat(AreaUnderCurve.of(List.of(GOOD, BAD))).hasValue(1);
		assertThat(AreaUnderCurve.of(List.of(new Judgement(0.1, true), new Judgement(0.9, false)))).hasValue(0);
	}

	@Test
	void thereIsNoneWithoutRightAndWrong() {
		assertThat(AreaUnderCurve.of(List.of(GOOD, GOOD))).isEmpty();
		assertThat(AreaUnderCurve.mean(List.of(List.of(GOOD), List.of(GOOD, BAD)))).isEqualTo(1);
	}

	@Test
	void equalsCountingOfPairs() {
		RandomNumbers random = RandomNumbers.of(9, 9);
		List<Judgement> judgements = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			judgements.add(new Judgement(random.between(0, 9), random.chance(0.4)));
		}
		double wins = 0;
		double pairs = 0;
		for (Judgement right : judgements) {
			for (Judgement wrong : judgements) {
				if (right.right() && !wrong.right()) {
					wins += (right.score() > wrong.score()) ? 1 : (right.score() == wrong.score()) ? 0.5 : 0;
					pairs++;
				}
			}
		}
		assertThat(AreaUnderCurve.of(judgements).orElseThrow()).isCloseTo(wins / pairs, within(1e-12));
	}

}
