package dev.decoding.scaling.vote;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link EarlyStoppingConsistency}.
 */
class EarlyStoppingConsistencyTests {

	private final EarlyStoppingConsistency stop = new EarlyStoppingConsistency(3);

	@Test
	void stopsWhenAWindowAgrees() {
		assertThat(this.stop.next(List.of(), 40)).isEqualTo(3);
		assertThat(this.stop.next(Drawn.candidates("5", "8", "8"), 37)).isEqualTo(3);
		assertThat(this.stop.next(Drawn.candidates("5", "8", "8", "8", "8", "8"), 34)).isZero();
	}

	@Test
	void whatHasNoAnswerAgreesWithNone() {
		assertThat(this.stop.next(Drawn.candidates("?", "?", "?"), 37)).isEqualTo(3);
		assertThat(this.stop.next(Drawn.candidates("8", "8", "8..."), 37)).isEqualTo(3);
	}

	@Test
	void refusesEmptyWindows() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EarlyStoppingConsistency(0))
			.withMessage("'window' is 0 but must be at least 1");
	}

}
