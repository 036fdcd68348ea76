package dev.decoding.scaling.vote;

import java.util.List;
import java.util.Random;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link MinimumBayesRisk}.
 */
class MinimumBayesRiskTests {

	@Test
	void theSameAnswerAsUtilityIsAMajority() {
		Random random = new Random(5);
		for (int round = 0; round < 100; round++) {
			String[] descriptions = new String[9];
			for (int i = 0; i < descriptions.length; i++) {
				String text = List.of("1", "2", "3", "4", "?", "5...").get(random.nextInt(6));
				descriptions[i] = text + " 0." + random.nextInt(3);
			}
			List<Candidate> candidates = Drawn.candidates(descriptions);
			assertThat(new MinimumBayesRisk(Utility.SAME_ANSWER).select(candidates).best())
				.as(String.join(", ", descriptions))
				.isSameAs(new MajorityVote().select(candidates).best());
		}
	}

	@Test
	void takesWhatIsMostLikeTheOthers() {
		Selection selection = new MinimumBayesRisk(new ChrF())
			.select(Drawn.candidates("abcdef", "abcxyz", "xyzuvw", "abcxyz..."));
		assertThat(Drawn.indices(selection.candidates())).containsExactly(1, 0, 2, 3);
		assertThat(selection.votes()).isEmpty();
	}

	@Test
	void anyUtilityWillDo() {
		Utility shorter = (hypothesis, reference) -> reference.path().text().length()
				- hypothesis.path().text().length();
		assertThat(new MinimumBayesRisk(shorter).select(Drawn.candidates("abc", "a", "ab")).best().path().text())
			.isEqualTo("a");
	}

	@Test
	void withoutACompleteTextTheScoreDecides() {
		Selection selection = new MinimumBayesRisk(new ChrF()).select(Drawn.candidates("a... 0.1", "b... 0.4"));
		assertThat(Drawn.indices(selection.candidates())).containsExactly(1, 0);
	}

}
