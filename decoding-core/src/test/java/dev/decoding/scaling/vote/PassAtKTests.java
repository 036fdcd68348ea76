package dev.decoding.scaling.vote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link PassAtK}.
 */
class PassAtKTests {

	@ParameterizedTest
	@CsvSource({ "10, 3, 1, 0.3", "5, 2, 2, 0.7", "6, 3, 3, 0.95", "5, 4, 2, 1", "7, 0, 3, 0", "4, 4, 1, 1" })
	void isWhatCountingSubsetsGives(int n, int correct, int k, double expected) {
		assertThat(PassAtK.estimate(n, correct, k)).isCloseTo(expected, within(1e-12));
	}

	@Test
	void namesWhatIsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> PassAtK.estimate(3, 4, 1))
			.withMessage("'correct' is 4 but must be from 0 to 3");
		assertThatIllegalArgumentException().isThrownBy(() -> PassAtK.estimate(3, 1, 4))
			.withMessage("'k' is 4 but must be from 1 to 3");
	}

}
