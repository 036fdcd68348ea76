package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Candidate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link ChrF}.
 */
class ChrFTests {

	@Test
	void isWhatOneCountsByHand() {
		assertThat(new ChrF(2, 2).of("abc", "abd")).isCloseTo((2.0 / 3 + 1.0 / 2) / 2, within(1e-12));
		double precision = (3.0 / 4 + 2.0 / 3) / 2;
		double recall = (3.0 / 3 + 2.0 / 2) / 2;
		assertThat(new ChrF(2, 2).of("aaba", "aba")).isCloseTo(5 * precision * recall / (4 * precision + recall),
				within(1e-12));
	}

	@Test
	void longOrdersThatATextDoesNotHaveAreLeftOut() {
		assertThat(new ChrF().of("ab", "ab")).isEqualTo(1);
		assertThat(new ChrF().of("ab", "abc")).isCloseTo(score(1, (2.0 / 3 + 1.0 / 2) / 2), within(1e-12));
	}

	private static double score(double precision, double recall) {
		return 5 * precision * recall / (4 * precision + recall);
	}

	@Test
	void whiteSpaceDoesNotCount() {
		assertThat(new ChrF().of(" a  cat\n", "acat")).isEqualTo(1);
	}

	@Test
	void nothingInCommonIsNothing() {
		assertThat(new ChrF().of("abc", "xyz")).isZero();
		assertThat(new ChrF().of("", "xyz")).isZero();
		assertThat(new ChrF().of("", " ")).isEqualTo(1);
	}

	@Test
	void meanOverAllIsThatOfPairs() {
		Utility pairs = new ChrF()::of;
		Candidate[] candidates = Drawn.candidates("abcd", "abce", "xyz", "abcd").toArray(new Candidate[0]);
		assertThat(new ChrF().expected(List.of(candidates))).containsExactly(pairs.expected(List.of(candidates)),
				within(1e-12));
	}

	@Test
	void namesWhatIsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ChrF(0, 2))
			.withMessage("'order' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new ChrF(6, 0))
			.withMessage("'beta' is 0.0 but must be above 0");
	}

}
