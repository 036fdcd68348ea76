package dev.decoding.scaling.vote;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link AdaptiveConsistency}.
 */
class AdaptiveConsistencyTests {

	@Test
	void closedFormIsTheIntegral() {
		for (int a = 0; a <= 30; a++) {
			for (int b = 0; b <= a; b++) {
				assertThat(AdaptiveConsistency.majority(a, b)).as("%d and %d votes", a, b)
					.isCloseTo(integral(a, b), within(1e-9));
			}
		}
	}

	/**
	 * Integrate by Simpson's rule, and divide the upper half by the whole.
	 */
	private static double integral(int a, int b) {
		double upper = simpson(a, b, 0.5, 1);
		return upper / (upper + simpson(a, b, 0, 0.5));
	}

	private static double simpson(int a, int b, double from, double to) {
		int intervals = 2000;
		double step = (to - from) / intervals;
		double sum = 0;
		for (int i = 0; i <= intervals; i++) {
			double x = from + i * step;
			double weight = (i == 0 || i == intervals) ? 1 : (i % 2 == 1) ? 4 : 2;
			sum += weight * Math.pow(2 * x, a) * Math.pow(2 * (1 - x), b);
		}
		return sum * step / 3;
	}

	@Test
	void manyVotesAreNoProblem() {
		assertThat(AdaptiveConsistency.majority(2000, 2000)).isCloseTo(0.5, within(1e-9));
		assertThat(AdaptiveConsistency.majority(2000, 1000)).isCloseTo(1, within(1e-9));
	}

	@Test
	void fourAnswersThatAreTheSameAreEnough() {
		AdaptiveConsistency stop = new AdaptiveConsistency(0.95, 1);
		assertThat(stop.next(Drawn.candidates("8", "8", "8"), 37)).isOne();
		assertThat(stop.next(Drawn.candidates("8", "8", "8", "8"), 36)).isZero();
		assertThat(AdaptiveConsistency.majority(4, 0)).isCloseTo(1 - 1.0 / 32, within(1e-12));
	}

	@Test
	void anotherAnswerTakesMore() {
		AdaptiveConsistency stop = new AdaptiveConsistency(0.95, 2);
		assertThat(stop.next(Drawn.candidates("8", "5", "8", "8", "8"), 9)).isEqualTo(2);
		assertThat(stop.next(Drawn.candidates("8", "5", "8", "8", "8", "8", "8"), 9)).isZero();
	}

	@Test
	void whatHasNoAnswerDoesNotCount() {
		AdaptiveConsistency stop = new AdaptiveConsistency(0.5, 3);
		assertThat(stop.next(Drawn.candidates("?", "?", "8...", "?"), 9)).isEqualTo(3);
	}

	@Test
	void namesWhatIsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveConsistency(1.1, 1))
			.withMessage("'threshold' is 1.1 but must be from 0.5 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveConsistency(0.9, 0))
			.withMessage("'roundSize' is 0 but must be at least 1");
	}

}
