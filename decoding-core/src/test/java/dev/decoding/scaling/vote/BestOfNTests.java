package dev.decoding.scaling.vote;

import dev.decoding.scaling.Selection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BestOfN}.
 */
class BestOfNTests {

	@Test
	void theHighestScoreWinsWhateverTheAnswer() {
		Selection selection = new BestOfN()
			.select(Drawn.candidates("8 0.4", "? 0.6", "8 0.5", "8... 0.9", "5 0.5", "? 0.6"));
		assertThat(Drawn.indices(selection.candidates())).containsExactly(1, 5, 2, 4, 0, 3);
		assertThat(selection.votes()).isEmpty();
	}

	@Test
	void anyScoreWillDo() {
		assertThat(new BestOfN((candidate) -> -candidate.score()).select(Drawn.candidates("8 0.4", "5 0.1"))
			.best()
			.answer()).isEqualTo("5");
	}

}
