package dev.decoding.logits.llamacpp;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link TopNSigma}.
 */
class TopNSigmaTests {

	private static final float GONE = Float.NEGATIVE_INFINITY;

	@Test
	void keepsWhatIsWithinSomeStandardDeviationsOfTheHighest() {
		assertThat(Rows.processed(new TopNSigma(1), 4, 0, 0, 0)).containsExactly(4, GONE, GONE, GONE);
		assertThat(Rows.processed(new TopNSigma(3), 4, 0, 0, 0)).containsExactly(4, 0, 0, 0);
		assertThat(Rows.processed(new TopNSigma(1), 1, 5, 4, 2)).containsExactly(GONE, 5, 4, GONE);
	}

	@Test
	void removedTokensDoNotCount() {
		assertThat(Rows.processed(new TopNSigma(1), GONE, 1, 5, GONE, 4, 2, GONE)).containsExactly(GONE, GONE, 5, GONE,
				4, GONE, GONE);
	}

	@Test
	void keepsEqualScores() {
		assertThat(Rows.processed(new TopNSigma(1), 2, 2, 2)).containsExactly(2, 2, 2);
	}

	@Test
	void zeroAndLessChangeNothing() {
		assertThat(Rows.processed(new TopNSigma(0), 4, 0, 0, 0)).containsExactly(4, 0, 0, 0);
		assertThat(Rows.processed(new TopNSigma(-1), 4, 0, 0, 0)).containsExactly(4, 0, 0, 0);
	}

	@Test
	void leavesInvalidScoresToTheChain() {
		assertThat(Rows.processed(new TopNSigma(1), 4, Float.NaN, 0)).containsExactly(4, Float.NaN, 0);
		assertThat(Rows.processed(new TopNSigma(1), GONE, GONE)).containsExactly(GONE, GONE);
	}

	@Test
	void refusesWhatIsNoNumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TopNSigma(Double.NaN))
			.withMessage("'topNSigma' is NaN but must be a finite number");
	}

	@Test
	void hasTheNameOfItsOption() {
		assertThat(new TopNSigma(1).name()).isEqualTo("top-n-sigma");
	}

}
