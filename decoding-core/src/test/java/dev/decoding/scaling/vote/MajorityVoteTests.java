package dev.decoding.scaling.vote;

import java.util.List;
import java.util.Map;

import dev.decoding.scaling.Selection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of {@link MajorityVote}.
 */
class MajorityVoteTests {

	private static Selection select(String... candidates) {
		return new MajorityVote().select(Drawn.candidates(candidates));
	}

	@Test
	void mostVotesWin() {
		Selection selection = select("5", "8", "?", "8", "7", "7", "8");
		assertThat(selection.votes()).containsExactly(entry("8", 3.0), entry("7", 2.0), entry("5", 1.0));
		assertThat(Drawn.indices(selection.candidates())).containsExactly(1, 4, 0, 3, 6, 5, 2);
	}

	@Test
	void whatHasNoAnswerHasNoVote() {
		Selection selection = select("?", "?", "8...", "8...", "5");
		assertThat(selection.best().answer()).isEqualTo("5");
		assertThat(selection.votes()).isEqualTo(Map.of("5", 1.0));
	}

	@Test
	void ofAsManyVotesTheHigherScoreWinsThenTheEarlierAnswer() {
		assertThat(select("5 0.1", "8 0.3", "8 0.2", "5 0.2").best().answer()).isEqualTo("8");
		assertThat(select("5 0.2", "8 0.2").best().answer()).isEqualTo("5");
	}

	@Test
	void withoutAnAnswerTheFirstCompleteTextIsTaken() {
		Selection selection = select("8...", "?", "?");
		assertThat(Drawn.indices(selection.candidates())).containsExactly(1, 2, 0);
		assertThat(selection.votes()).isEmpty();
	}

	@Test
	void oneCandidateIsEnough() {
		assertThat(Drawn.indices(select("8...").candidates())).isEqualTo(List.of(0));
	}

}
