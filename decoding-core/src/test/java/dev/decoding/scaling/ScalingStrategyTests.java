package dev.decoding.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.decoding.TableLm;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.Pause;
import dev.decoding.search.SearchProgress;
import dev.decoding.search.TokenStatistics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ScalingStrategy}.
 */
class ScalingStrategyTests {

	private final TableLm lm = new TableLm(List.of("<end>", "<begin>", "1", "2"), 20,
			(sequence) -> new float[] { 0, -99, 1, 0 });

	/**
	 * Draws three paths and needs two alternatives of each token.
	 */
	private static final class Three implements ScalingAlgorithm {

		private int alternatives;

		@Override
		public Selection search(ScalingRun run) {
			List<Path> paths = run.rollout().extend(run.rollout().begin(3), Pause.NEVER);
			this.alternatives = paths.get(0).statistics().get(0).alternatives().size();
			return Selection.of(paths.stream().map(run::candidate).toList()).withDiagnostics(Map.of("paths", 3.0));
		}

		@Override
		public GenerationRequest prepare(GenerationRequest request) {
			return request.toBuilder().numReturnSequences(3).statistics(2).build();
		}

	}

	private GeneratedSequence onlySequence(GenerationRequest.Builder request, List<TokenStatistics> told) {
		Three algorithm = new Three();
		ScalingStrategy strategy = new ScalingStrategy("three", algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES,
				Limits.NONE);
		List<GeneratedSequence> sequences = strategy.generate(this.lm, request.build(), new GenerationListener() {

			@Override
			public void onToken(int sequence, int token, String text) {
			}

			@Override
			public void onStatistics(int sequence, TokenStatistics statistics) {
				told.add(statistics);
			}

		}).sequences();
		assertThat(algorithm.alternatives).isEqualTo(2);
		assertThat(sequences).hasSize(1);
		return sequences.get(0);
	}

	@Test
	void whatTheAlgorithmAsksForIsNotWhatTheUserGets() {
		List<TokenStatistics> told = new ArrayList<>();
		assertThat(onlySequence(GenerationRequest.of(1), told).statistics()).isEmpty();
		assertThat(told).isEmpty();
	}

	@Test
	void theUserGetsWhatTheAlgorithmMeasured() {
		ScalingDetails details = (ScalingDetails) onlySequence(GenerationRequest.of(1), new ArrayList<>()).details();
		assertThat(details).isNotNull();
		assertThat(details.diagnostics()).isEqualTo(Map.of("paths", 3.0));
	}

	@Test
	void theUserGetsAsManyAlternativesAsWereAskedFor() {
		List<TokenStatistics> told = new ArrayList<>();
		GeneratedSequence sequence = onlySequence(GenerationRequest.of(1).statistics(1), told);
		assertThat(sequence.statistics()).hasSize(sequence.tokens().generatedLength())
			.isEqualTo(told)
			.allMatch((statistics) -> statistics.alternatives().size() == 1);
	}

	@Test
	void progressIsDecidedOnlyForWhoeverFollowsIt() {
		for (boolean follows : new boolean[] { false, true }) {
			List<SearchProgress> told = new ArrayList<>();
			List<Selection> decided = new ArrayList<>();
			ScalingAlgorithm reporting = (run) -> {
				Selection selection = Selection
					.of(List.of(run.candidate(run.rollout().extend(run.rollout().begin(1), Pause.NEVER).get(0))));
				run.report("sampling", 1, 1, () -> {
					decided.add(selection);
					return selection;
				});
				return selection;
			};
			new ScalingStrategy("reporting", reporting, AnswerFinder.LAST_NUMBER, StepSplitter.LINES, Limits.NONE)
				.generate(this.lm, GenerationRequest.of(1).build(), new GenerationListener() {

					@Override
					public void onToken(int sequence, int token, String text) {
					}

					@Override
					public boolean followsProgress() {
						return follows;
					}

					@Override
					public void onProgress(SearchProgress progress) {
						told.add(progress);
					}

				});
			assertThat(told).hasSize(follows ? 1 : 0);
			assertThat(decided).hasSize(follows ? 1 : 0);
		}
	}

}
