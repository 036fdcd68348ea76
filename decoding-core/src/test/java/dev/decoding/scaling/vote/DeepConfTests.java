package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.vote.TraceConfidence.Measure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link DeepConf}.
 */
class DeepConfTests {

	private static final TraceConfidence CONFIDENCE = new TraceConfidence(Measure.MEAN, 8, 2);

	private static final double EVEN = -Math.log(0.5);

	private static final double SURE = -Math.log(0.9 * 0.1) / 2;

	private static final double SUREST = -Math.log(0.99 * 0.01) / 2;

	private final List<Candidate> candidates = List.of(Confident.answer("8", 0.5), Confident.answer("8", 0.5),
			Confident.answer("5", 0.99), Confident.answer("8", 0.9));

	@Test
	void allVoteWithTheirConfidence() {
		Selection selection = new DeepConf(CONFIDENCE, 1).select(this.candidates);
		assertThat(selection.votes()).containsOnlyKeys("8", "5");
		assertThat(selection.votes().get("8")).isCloseTo(2 * EVEN + SURE, within(1e-6));
		assertThat(selection.votes().get("5")).isCloseTo(SUREST, within(1e-6));
		assertThat(selection.best()).isSameAs(this.candidates.get(3));
	}

	@Test
	void onlyTheMostConfidentVote() {
		Selection selection = new DeepConf(CONFIDENCE, 0.5).select(this.candidates);
		assertThat(selection.votes().get("8")).isCloseTo(SURE, within(1e-6));
		assertThat(selection.best()).isSameAs(this.candidates.get(2));
	}

	@Test
	void theMostConfidentOneVotesInAnyCase() {
		assertThat(new DeepConf(CONFIDENCE, 1e-9).select(this.candidates).best()).isSameAs(this.candidates.get(2));
	}

	@Test
	void whatHasNoAnswerDoesNotRaiseTheBar() {
		Candidate none = Confident.candidate(2, new double[] { 0.999, 0.001, 0 });
		Selection selection = new DeepConf(CONFIDENCE, 0.9).select(List.of(none, Confident.answer("8", 0.5)));
		assertThat(selection.votes().get("8")).isCloseTo(EVEN, within(1e-6));
	}

	@Test
	void bordaCountOfSelfCertaintyFollowsTheSameCandidates() {
		Selection selection = new BordaCount(2, new SelfCertainty()).select(this.candidates);
		assertThat(selection.votes()).hasToString("{5=16.0, 8=14.0}");
	}

	@Test
	void refusesNoShare() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DeepConf(CONFIDENCE, 0))
			.withMessage("'eta' is 0.0 but must be above 0 and at most 1");
	}

}
