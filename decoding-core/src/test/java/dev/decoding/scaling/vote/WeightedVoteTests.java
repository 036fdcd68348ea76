package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link WeightedVote}.
 */
class WeightedVoteTests {

	@Test
	void takesTheBestCandidateOfTheAnswerWithTheHighestSum() {
		Selection selection = new WeightedVote()
			.select(Drawn.candidates("5 0.6", "8 0.4", "? 1", "8 0.5", "8... 0.9", "5 0.2"));
		assertThat(Drawn.indices(selection.candidates())).containsExactly(3, 0, 1, 5, 2, 4);
		assertThat(selection.votes()).containsOnlyKeys("8", "5");
		assertThat(selection.votes().get("8")).isCloseTo(0.9, within(1e-12));
		assertThat(selection.votes().get("5")).isCloseTo(0.8, within(1e-12));
	}

	@Test
	void withoutAnAnswerTheBestCompleteTextIsTaken() {
		Selection selection = new WeightedVote().select(Drawn.candidates("? 0.2", "? 0.5", "8... 0.9"));
		assertThat(Drawn.indices(selection.candidates())).containsExactly(1, 0, 2);
	}

	@Test
	void neitherTheScaleOfWeightsNorTheOrderOfCandidatesMatters() {
		Random random = new Random(11);
		for (int round = 0; round < 50; round++) {
			String[] descriptions = new String[12];
			for (int i = 0; i < descriptions.length; i++) {
				descriptions[i] = random.nextInt(4) + " " + random.nextDouble();
			}
			List<Candidate> candidates = Drawn.candidates(descriptions);
			Selection expected = new WeightedVote().select(candidates);
			assertThat(new WeightedVote((candidate) -> 1000 * candidate.score()).select(candidates).candidates())
				.isEqualTo(expected.candidates());
			List<Candidate> shuffled = new ArrayList<>(candidates);
			Collections.shuffle(shuffled, random);
			Selection other = new WeightedVote().select(shuffled);
			assertThat(other.candidates()).isEqualTo(expected.candidates());
			assertThat(List.copyOf(other.votes().keySet())).isEqualTo(List.copyOf(expected.votes().keySet()));
		}
	}

	@Test
	void equalWeightsAreAMajority() {
		List<Candidate> candidates = Drawn.candidates("5", "8", "8", "7", "7", "7");
		assertThat(new WeightedVote((candidate) -> 0.25).select(candidates).candidates())
			.isEqualTo(new MajorityVote().select(candidates).candidates());
	}

	@Test
	void refusesLogProbabilities() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WeightedVote((candidate) -> -1.5).select(Drawn.candidates("5")))
			.withMessage(
					"A vote's weight is -1.5 but must be at least 0; weigh by probabilities, not their logarithms");
	}

}
