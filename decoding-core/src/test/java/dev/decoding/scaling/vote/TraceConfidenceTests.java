package dev.decoding.scaling.vote;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.vote.TraceConfidence.Measure;
import dev.decoding.search.GenerationRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link TraceConfidence}.
 */
class TraceConfidenceTests {

	private static final double[] TOKENS = { 4, 2, 6, 6 };

	@Test
	void measuresAreMeansOfWindows() {
		assertThat(Measure.MEAN.apply(TOKENS, 2)).isEqualTo(4.5);
		assertThat(Measure.TAIL.apply(TOKENS, 2)).isEqualTo(6);
		assertThat(Measure.MIN.apply(TOKENS, 2)).isEqualTo(3);
		assertThat(Measure.BOTTOM.apply(TOKENS, 2)).isEqualTo(3);
	}

	@Test
	void bottomIsTheLeastTenthOfWindows() {
		double[] tokens = new double[24];
		for (int i = 0; i < tokens.length; i++) {
			tokens[i] = (i * 7) % 24;
		}
		assertThat(Measure.BOTTOM.apply(tokens, 1)).isEqualTo(0.5);
		assertThat(Measure.MIN.apply(tokens, 1)).isZero();
	}

	@Test
	void shortCandidatesAreOneWindow() {
		for (Measure measure : Measure.values()) {
			assertThat(measure.apply(TOKENS, 9)).isEqualTo(4.5);
			assertThat(measure.apply(new double[0], 9)).isZero();
		}
	}

	@Test
	void confidenceIsThatOfTheLikeliestTokens() {
		double[] table = { 0.7, 0.2, 0.1 };
		Candidate candidate = Confident.candidate(2, table, table);
		assertThat(new TraceConfidence(Measure.MEAN, 8, 2).of(candidate)).isCloseTo(-Math.log(0.7 * 0.2) / 2,
				within(1e-6));
		assertThat(new TraceConfidence(Measure.MEAN, 8, 1).of(candidate)).isCloseTo(-Math.log(0.7), within(1e-6));
		assertThat(new SelfCertainty().of(candidate)).isCloseTo(-Math.log(3) - Math.log(0.7 * 0.2 * 0.1) / 3,
				within(1e-6));
	}

	@Test
	void latestWindowIsKnownOnceItIsFull() {
		Candidate candidate = Confident.candidate(2, new double[] { 0.5, 0.5, 0 }, new double[] { 0.9, 0.1, 0 });
		TraceConfidence confidence = new TraceConfidence(Measure.MIN, 2, 1);
		assertThat(confidence.latest().latest(candidate.path().statistics())).isCloseTo(-Math.log(0.5 * 0.9) / 2,
				within(1e-6));
		assertThat(confidence.latest().latest(candidate.path().statistics().subList(0, 1))).isInfinite();
	}

	@Test
	void asksForWhatItNeeds() {
		TraceConfidence confidence = new TraceConfidence(Measure.MEAN, 8, 20);
		assertThat(confidence.prepare(GenerationRequest.of(1).build()).statistics()).isEqualTo(20);
		assertThat(confidence.prepare(GenerationRequest.of(1).statistics(5).build()).statistics()).isEqualTo(20);
		assertThat(confidence.prepare(GenerationRequest.of(1).statistics(30).build()).statistics()).isEqualTo(30);
		assertThat(new SelfCertainty().prepare(GenerationRequest.of(1).build()).statistics()).isZero();
		assertThat(new SelfCertainty().prepare(GenerationRequest.of(1).statistics(5).build()).statistics())
			.isEqualTo(5);
	}

	@Test
	void refusesCandidatesWithoutStatistics() {
		Candidate candidate = Drawn.candidates("8").get(0);
		assertThatIllegalStateException().isThrownBy(() -> new SelfCertainty().of(candidate))
			.withMessageContaining("'prepare'");
	}

	@Test
	void namesWhatIsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TraceConfidence(Measure.MEAN, 0, 20))
			.withMessage("'window' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new TraceConfidence(Measure.MEAN, 8, 0))
			.withMessage("'topK' is 0 but must be at least 1");
	}

}
