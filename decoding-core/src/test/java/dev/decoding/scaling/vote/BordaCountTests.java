package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of {@link BordaCount}.
 */
class BordaCountTests {

	private static Selection select(double power, String... candidates) {
		return new BordaCount(power, CandidateScore.VERIFIER).select(Drawn.candidates(candidates));
	}

	@Test
	void votesAreWeighedByRank() {
		Selection selection = select(2, "5 0.3", "8 0.9", "? 1", "7 0.3", "5 0.1", "8... 1");
		assertThat(selection.votes()).containsExactly(entry("8", 16.0), entry("5", 9.0 + 1), entry("7", 4.0));
		assertThat(Drawn.indices(selection.candidates())).containsExactly(1, 0, 3, 4, 2, 5);
	}

	@Test
	void ofAsManyVotesTheHigherScoreWins() {
		Selection selection = select(1, "8 0.2", "5 0.9", "8 0.1");
		assertThat(selection.votes()).containsExactly(entry("5", 3.0), entry("8", 3.0));
	}

	@Test
	void powerZeroIsAMajority() {
		List<Candidate> candidates = Drawn.candidates("5 0.3", "8 0.9", "7 0.3", "5 0.1", "?");
		assertThat(new BordaCount(0, CandidateScore.VERIFIER).select(candidates))
			.isEqualTo(new MajorityVote().select(candidates));
	}

	@Test
	void onlyTheOrderOfScoresCounts() {
		assertThat(select(1.2, "5 0.3", "8 0.9", "7 0.35", "5 0.1").votes())
			.isEqualTo(select(1.2, "5 0.8", "8 0.99", "7 0.98", "5 0.01").votes());
	}

	@Test
	void refusesNegativePowers() {
		assertThatIllegalArgumentException().isThrownBy(() -> select(-0.5))
			.withMessage("'power' is -0.5 but must be at least 0");
	}

}
