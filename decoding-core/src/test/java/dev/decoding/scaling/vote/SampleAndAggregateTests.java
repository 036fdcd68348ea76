package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.TableLm;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.Cost;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.SearchProgress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link SampleAndAggregate}.
 */
class SampleAndAggregateTests {

	private static final String[] TEXTS = { "5", "8", "so?", "8", "5", "8", "9..." };

	private final TableLm lm = Drawn.lm(TEXTS);

	private final List<SearchProgress> progress = new ArrayList<>();

	private GenerationResult generate(SampleAndAggregate algorithm, GenerationRequest.Builder request) {
		return generate(algorithm, request, Limits.NONE);
	}

	private GenerationResult generate(SampleAndAggregate algorithm, GenerationRequest.Builder request, Limits limits) {
		return new ScalingStrategy("test", algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES, limits)
			.generate(this.lm, request.build(), new GenerationListener() {

				@Override
				public void onToken(int sequence, int token, String text) {
				}

				@Override
				public void onProgress(SearchProgress progress) {
					SampleAndAggregateTests.this.progress.add(progress);
				}

			});
	}

	private static ScalingDetails details(GeneratedSequence sequence) {
		assertThat(sequence.details()).isInstanceOf(ScalingDetails.class);
		return (ScalingDetails) sequence.details();
	}

	private static SampleAndAggregate judged(StopSampling stop, @Nullable Verifier verifier) {
		return new SampleAndAggregate(7, stop, verifier, StepAggregation.LAST, new WeightedVote());
	}

	@Test
	void majorityIsReturnedWithItsVotes() {
		GenerationResult result = generate(new SampleAndAggregate(7, new MajorityVote()),
				Drawn.request(this.lm, TEXTS).numReturnSequences(2));
		assertThat(result.sequences()).extracting(GeneratedSequence::text).containsExactly("8", "5");
		ScalingDetails details = details(result.sequences().get(0));
		assertThat(details.votes().toString()).isEqualTo("{8=3.0, 5=2.0}");
		assertThat(details.candidates()).isEqualTo(7);
		assertThat(details.trace().chosen()).containsExactly(1, 0);
		assertThat(result.cost()).isEqualTo(new Cost(1, 0, 7, 14, 5, 2, 0));
	}

	@Test
	void candidatesWithTheSameBeginningAreOneQuery() {
		generate(new SampleAndAggregate(7, new MajorityVote()), Drawn.request(this.lm, TEXTS));
		assertThat(this.lm.calls).extracting(List::size).containsExactly(1, 4);
	}

	@Test
	void verifierDecides() {
		Verifier verifier = Verifier.ofText((prompt, answer) -> answer.equals("5") ? 0.8 : 0.5);
		GenerationResult result = generate(judged(StopSampling.NEVER, verifier), Drawn.request(this.lm, TEXTS));
		GeneratedSequence sequence = result.sequences().get(0);
		assertThat(sequence.text()).isEqualTo("5");
		assertThat(sequence.score()).isEqualTo(0.8);
		assertThat(details(sequence).trace().judgements()).hasSize(7);
		assertThat(this.progress).extracting(SearchProgress::stage).containsExactly("sampling", "judging");
		assertThat(this.progress.get(1)).isEqualTo(new SearchProgress("judging", 7, 7, 14, "5"));
	}

	@Test
	void roundsDrawWhatOneRoundDraws() {
		List<Integer> sizes = new ArrayList<>();
		StopSampling byTwos = (candidates, left) -> {
			sizes.add(candidates.size());
			return 2;
		};
		GenerationResult result = generate(judged(byTwos, (judging, paths) -> paths.stream().map((p) -> 0.5).toList()),
				Drawn.request(this.lm, TEXTS).numReturnSequences(7));
		assertThat(sizes).containsExactly(0, 2, 4, 6);
		assertThat(result.cost().generations()).isEqualTo(7);
		assertThat(result.sequences()).extracting(GeneratedSequence::text)
			.containsExactly("8", "5", "8", "8", "5", "so?", "9...");
	}

	@Test
	void stopsWhenThereAreEnough() {
		StopSampling stop = (candidates, left) -> candidates.isEmpty() ? 3 : 0;
		GenerationResult result = generate(judged(stop, null), Drawn.request(this.lm, TEXTS));
		assertThat(result.cost().generations()).isEqualTo(3);
		assertThat(details(result.sequences().get(0)).candidates()).isEqualTo(3);
	}

	@Test
	void atLeastOneIsDrawn() {
		assertThat(generate(judged((candidates, left) -> 0, null), Drawn.request(this.lm, TEXTS)).sequences())
			.extracting(GeneratedSequence::text)
			.containsExactly("5");
	}

	@Test
	void atALimitWhatHasEndedIsChosenFrom() {
		StopSampling byTwos = (candidates, left) -> 2;
		GenerationResult result = generate(judged(byTwos, null), Drawn.request(this.lm, "8", "9...", "5", "5"),
				new Limits(5, null));
		GeneratedSequence sequence = result.sequences().get(0);
		assertThat(sequence.text()).isEqualTo("8");
		assertThat(details(sequence).interruption()).isEqualTo(FinishReason.LENGTH);
		assertThat(details(sequence).votes().keySet()).containsExactly("8");
	}

	@Test
	void whenCancelledWhileJudgingTheCandidatesAreKept() {
		GenerationRequest request = Drawn.request(this.lm, TEXTS).build();
		Verifier cancelling = (judging, paths) -> {
			request.cancellation().cancel();
			judging.evaluate(List.of());
			return List.of();
		};
		GenerationResult result = generate(judged(StopSampling.NEVER, cancelling), request.toBuilder());
		assertThat(result.sequences().get(0).text()).isEqualTo("5");
		assertThat(details(result.sequences().get(0)).interruption()).isEqualTo(FinishReason.CANCELLED);
	}

	@Test
	void progressIsToldOfLongAnswers() {
		TableLm endless = new TableLm(List.of("<end>", "<begin>", "1"), 1000,
				(sequence) -> new float[] { -99, -99, 0 });
		List<SearchProgress> progress = new ArrayList<>();
		new ScalingStrategy("test", new SampleAndAggregate(2, new MajorityVote()), AnswerFinder.LAST_NUMBER,
				StepSplitter.LINES, Limits.NONE)
			.generate(endless, GenerationRequest.of(1).maxNewTokens(200).build(), new GenerationListener() {

				@Override
				public void onToken(int sequence, int token, String text) {
				}

				@Override
				public void onProgress(SearchProgress now) {
					progress.add(now);
				}

			});
		assertThat(progress).extracting(SearchProgress::newTokens).containsExactly(256, 400);
		assertThat(progress).extracting(SearchProgress::done).containsExactly(0, 2);
	}

	@Test
	void refusesNoSamples() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SampleAndAggregate(0, new MajorityVote()))
			.withMessage("'numSamples' is 0 but must be at least 1");
	}

}
