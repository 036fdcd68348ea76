package dev.decoding.scaling.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import dev.decoding.TableLm;
import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.Pause;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ComputeOptimal} and {@link DifficultyEstimator}.
 */
class ComputeOptimalTests {

	private static final Aggregator BY_SCORE = (candidates) -> Selection
		.of(candidates.stream().sorted(Comparator.comparing(Candidate::score).reversed()).toList());

	private static final Verifier LIKES_EIGHT = Verifier.ofText((prompt, text) -> text.contains("8") ? 1 : 0.1);

	private final TableLm lm = new TableLm(List.of("<end>", "<begin>", "7", "8"), 100,
			(sequence) -> (sequence.length() == 1) ? new float[] { -99, -99, 1, 0 } : new float[] { 9, -99, 0, 0 });

	private final List<String> used = new ArrayList<>();

	private IntFunction<ScalingAlgorithm> strategy(String name) {
		return (budget) -> (run) -> {
			this.used.add(name + " " + budget);
			return Selection.of(run.judge(LIKES_EIGHT, StepAggregation.LAST,
					run.rollout().extend(run.rollout().begin(budget), Pause.NEVER)));
		};
	}

	private GenerationResult generate(int budget, int probes, double edge) {
		ComputePolicy policy = new ComputePolicy(new DifficultyBins(List.of(edge)),
				List.of(new ComputePolicy.Entry(1, 1, "easy"), new ComputePolicy.Entry(2, 1, "hard")));
		ComputeOptimal algorithm = new ComputeOptimal(budget, probes, policy, DifficultyEstimator.MEAN_SCORE,
				Map.of("easy", strategy("easy"), "hard", strategy("hard")), LIKES_EIGHT, StepAggregation.LAST,
				BY_SCORE);
		return new ScalingStrategy(ComputeOptimal.NAME, algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES,
				Limits.NONE)
			.generate(this.lm, GenerationRequest.of(1).seed(3).build());
	}

	@Test
	void theFirstAnswersTellWhatTheRestOfTheBudgetIsSpentOn() {
		GenerationResult easy = generate(16, 4, 0.05);
		assertThat(this.used).containsExactly("easy 12");
		assertThat(easy.cost().generations()).isEqualTo(16);
		assertThat(easy.sequences().get(0).text()).contains("8");
		generate(16, 4, 1);
		assertThat(this.used).containsExactly("easy 12", "hard 12");
	}

	@Test
	void aBudgetThatTheFirstAnswersUseUpIsSpent() {
		assertThat(generate(3, 4, 0.5).cost().generations()).isEqualTo(3);
		assertThat(this.used).isEmpty();
	}

	@Test
	void strategiesOfThePolicyHaveToBeThere() {
		ComputePolicy policy = new ComputePolicy(new DifficultyBins(List.of()),
				List.of(new ComputePolicy.Entry(1, 1, "magic")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ComputeOptimal(4, 1, policy, DifficultyEstimator.AGREEMENT, Map.of(), null,
					StepAggregation.LAST, BY_SCORE))
			.withMessage("'policy' names the strategy 'magic', but there are only []");
	}

	@Test
	void answersThatAgreeAreEasy() {
		GenerationResult result = new ScalingStrategy("test", (run) -> {
			List<Candidate> candidates = run.rollout()
				.extend(run.rollout().begin(100), Pause.NEVER)
				.stream()
				.map(run::candidate)
				.toList();
			long sevens = candidates.stream().filter((candidate) -> "7".equals(candidate.answer())).count();
			assertThat(DifficultyEstimator.AGREEMENT.rate(candidates)).isEqualTo(sevens / 100.0).isBetween(0.5, 0.9);
			assertThat(DifficultyEstimator.AGREEMENT.rate(List.of())).isZero();
			return Selection.of(candidates);
		}, AnswerFinder.LAST_NUMBER, StepSplitter.LINES, Limits.NONE).generate(this.lm,
				GenerationRequest.of(1).maxNewTokens(2).seed(3).build());
		assertThat(result.cost().generations()).isEqualTo(100);
	}

}
