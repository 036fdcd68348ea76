package dev.decoding.scaling.steps;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.decoding.TableLm;
import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.verifier.LikelihoodVerifier;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout;
import dev.decoding.search.Sampling;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link VerifierBeamSearch}.
 */
class VerifierBeamSearchTests {

	private static final Aggregator BEST = (candidates) -> Selection
		.of(candidates.stream().sorted(Comparator.comparingDouble(Candidate::score).reversed()).toList());

	private static final List<String> STEPS = List.of("a.", "b.", "c.");

	private static final List<String> TEXTS = STEPS.stream()
		.flatMap((first) -> STEPS.stream().flatMap((second) -> STEPS.stream().map((third) -> first + second + third)))
		.toList();

	/**
	 * How good a whole text is, without any pattern.
	 */
	private static double quality(String text) {
		return Math.floorMod(text.hashCode() * 0x9E3779B9, 1000) / 1000.0;
	}

	private static double bestQuality(String beginning) {
		return TEXTS.stream()
			.filter((text) -> text.startsWith(beginning))
			.mapToDouble(VerifierBeamSearchTests::quality)
			.max()
			.orElse(0);
	}

	@Test
	void findsWhatExhaustiveSearchFindsIfTheVerifierKnows() {
		String expected = TEXTS.stream()
			.max(Comparator.comparingDouble(VerifierBeamSearchTests::quality))
			.orElseThrow();
		VerifierBeamSearch search = new VerifierBeamSearch(64, 32, 40,
				new Toy.Judge(VerifierBeamSearchTests::bestQuality), StepAggregation.LAST, BEST);
		for (int seed = 0; seed < 5; seed++) {
			GeneratedSequence best = Toy.run(search, Toy.ofThreeSteps().lm(), Toy.request(seed).build())
				.sequences()
				.get(0);
			assertThat(best.text()).isEqualTo(expected);
			assertThat(best.score()).isEqualTo(quality(expected));
		}
	}

	@Test
	void ofWidthOneIsIndependentSampling() {
		GenerationRequest request = Toy.request(3).numReturnSequences(6).build();
		TableLm lm = Toy.endingWith(0.2).lm();
		VerifierBeamSearch search = new VerifierBeamSearch(6, 1, 40, new Toy.Judge((text) -> 0.5), StepAggregation.LAST,
				Selection::of);
		assertThat(Toy.run(search, lm, request).sequences()).extracting(GeneratedSequence::tokens)
			.isEqualTo(
					new Sampling().generate(lm, request).sequences().stream().map(GeneratedSequence::tokens).toList());
	}

	@Test
	void judgesAllBeamsOfARoundInOneCall() {
		Toy.Judge judge = new Toy.Judge((text) -> text.startsWith("b.") ? 0.9 : 0.1);
		GenerationResult result = Toy.run(new VerifierBeamSearch(9, 3, 40, judge, StepAggregation.LAST, BEST),
				Toy.ofThreeSteps().lm(), Toy.request(5).build());
		assertThat(judge.calls).hasSize(4);
		assertThat(judge.calls.get(0)).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3);
		assertThat(judge.calls.get(1)).doesNotHaveDuplicates().anyMatch((text) -> text.startsWith("b."));
		assertThat(result.cost().generations()).isEqualTo(9);
		assertThat(result.cost().newTokens()).isEqualTo(4 * 9);
		assertThat(result.cost().modelCalls()).isEqualTo(4);
	}

	@Test
	void finishedBeamsKeepTheirSlotAndAreNotForked() {
		Toy.Judge judge = new Toy.Judge((text) -> (text.length() > 2) ? 0.1 : 0.9);
		GenerationResult result = Toy.run(new VerifierBeamSearch(12, 4, 40, judge, StepAggregation.LAST, BEST),
				Toy.endingWith(0.5).lm(), Toy.request(1).numReturnSequences(12).build());
		ScalingDetails details = (ScalingDetails) result.sequences().get(0).details();
		assertThat(details.candidates()).isEqualTo(12);
		assertThat(details.trace().chosen()).hasSize(12).doesNotHaveDuplicates();
		assertThat(result.sequences().get(0).score()).isEqualTo(0.9);
		assertThat(result.sequences()).allMatch((sequence) -> sequence.finishReason() == FinishReason.STOP);
	}

	@Test
	void theLastRoundDoesNotStopBehindAStep() {
		Toy.Judge judge = new Toy.Judge((text) -> 0.5);
		GenerationResult result = Toy.run(new VerifierBeamSearch(4, 2, 2, judge, StepAggregation.LAST, BEST),
				Toy.ofThreeSteps().lm(), Toy.request(1).numReturnSequences(4).build());
		assertThat(judge.calls).hasSize(2);
		assertThat(result.sequences()).extracting((sequence) -> sequence.text().length()).containsOnly(6);
	}

	@Test
	void returnsTheBestSoFarWhereItsTokensAreUsedUp() {
		GenerationResult result = Toy.run(
				new VerifierBeamSearch(4, 2, 40, new Toy.Judge((text) -> text.endsWith("a.") ? 0.9 : 0.2),
						StepAggregation.LAST, BEST),
				Toy.ofThreeSteps().lm(), Toy.request(1).build(), new PathRollout.Limits(6, null));
		GeneratedSequence best = result.sequences().get(0);
		assertThat(best.finishReason()).isEqualTo(FinishReason.LENGTH);
		assertThat(best.text()).hasSize(4);
		assertThat(((ScalingDetails) best.details()).interruption()).isEqualTo(FinishReason.LENGTH);
	}

	@Test
	void finishedBeamsVoteByTheirScores() {
		GenerationResult result = Toy.run(new VerifierBeamSearch(16, new Toy.Judge((text) -> 0.5)),
				Toy.ofThreeSteps().lm(), Toy.request(1).build());
		ScalingDetails details = (ScalingDetails) result.sequences().get(0).details();
		assertThat(details.votes().values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(8);
		assertThat(details.answer()).isEqualTo(details.votes().keySet().iterator().next());
	}

	@Test
	void drawsForAsManyBeamsAsThereAreWithWhatTheVerifierNeeds() {
		GenerationRequest request = new VerifierBeamSearch(6, new LikelihoodVerifier()).prepare(Toy.request(1).build());
		assertThat(request.numReturnSequences()).isEqualTo(6);
		assertThat(request.statistics()).isZero();
	}

	@Test
	void refusesNumbersThatMakeNoSearch() {
		Toy.Judge judge = new Toy.Judge((text) -> 0);
		assertThatIllegalArgumentException().isThrownBy(() -> new VerifierBeamSearch(0, judge))
			.withMessageContaining("'numBeams' is 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new VerifierBeamSearch(4, 0, 40, judge, StepAggregation.LAST, BEST))
			.withMessageContaining("'beamWidth' is 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new VerifierBeamSearch(4, 2, 0, judge, StepAggregation.LAST, BEST))
			.withMessageContaining("'maxRounds' is 0");
	}

	@Test
	void widthIsTheSquareRootIfNothingIsSaid() {
		assertThat(Stream.of(1, 2, 4, 16, 60).map(Limits::squareRoot)).containsExactly(1, 1, 2, 4, 8);
	}

}
