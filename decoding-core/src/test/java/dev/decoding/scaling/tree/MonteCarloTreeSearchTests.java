package dev.decoding.scaling.tree;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.SearchTrace.Visits;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.SearchProgress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link MonteCarloTreeSearch}.
 */
class MonteCarloTreeSearchTests {

	/** Token 4 ends a step, the third step is the last. */
	private static final List<String> TOKENS = List.of("<end>", "<begin>", "1", "2", ";");

	/** The share of steps that are '2'. */
	private static final Verifier TWOS = Verifier.ofText((prompt, text) -> {
		long steps = text.chars().filter((character) -> character == ';').count();
		long twos = text.chars().filter((character) -> character == '2').count();
		return (steps > 0) ? Math.min(1, (double) twos / steps) : 0;
	});

	private final TableLm lm = new TableLm(TOKENS, 100, (sequence) -> {
		int at = sequence.generatedLength();
		if (at == 6) {
			return new float[] { 9, -99, -99, -99, -99 };
		}
		return (at % 2 == 0) ? new float[] { -99, -99, 0.5f, 0, -99 } : new float[] { -99, -99, -99, -99, 9 };
	});

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1).seed(11);
	}

	private static MonteCarloTreeSearch search(int simulations, LeafEvaluation evaluation, Backup backup,
			FinalChoice choice) {
		return new MonteCarloTreeSearch(TWOS, StepAggregation.LAST, simulations, 6, 1, evaluation, backup, choice);
	}

	private Search run(MonteCarloTreeSearch search) {
		return Search.run(this.lm, request(), search);
	}

	@Test
	void itFindsWhatTheVerifierLikes() {
		for (LeafEvaluation evaluation : LeafEvaluation.values()) {
			for (Backup backup : Backup.values()) {
				for (FinalChoice choice : List.of(FinalChoice.VISITS, FinalChoice.VALUE)) {
					Search search = run(search(30, evaluation, backup, choice));
					assertThat(search.text()).as("%s %s %s", evaluation, backup, choice).isEqualTo("2;2;2;");
					assertThat(search.sequence().score()).isOne();
				}
			}
		}
	}

	@Test
	void theAnswerWithTheHighestSumOfScoresWins() {
		MonteCarloTreeSearch vote = search(30, LeafEvaluation.ROLLOUT, Backup.MEAN, FinalChoice.VOTE);
		Search search = Search.run(this.lm, request().numReturnSequences(20), vote);
		ScalingDetails details = search.details();
		assertThat(details.votes().keySet()).first().isEqualTo(details.answer());
		assertThat(List.copyOf(details.votes().values()))
			.isSortedAccordingTo((one, other) -> Double.compare(other, one));
		for (String answer : details.votes().keySet()) {
			double sum = search.result()
				.sequences()
				.stream()
				.filter((sequence) -> ((ScalingDetails) sequence.details()).answer().equals(answer))
				.mapToDouble((sequence) -> sequence.score())
				.sum();
			assertThat(details.votes().get(answer)).isCloseTo(sum, within(1e-9));
		}
	}

	@Test
	void visitsAndValuesAddUp() {
		Search search = run(search(5, LeafEvaluation.STEP, Backup.MEAN, FinalChoice.VALUE));
		List<Visits> visits = search.details().trace().visits();
		Visits root = visits.get(0);
		List<Visits> steps = visits.stream().filter((visit) -> visit.tokens() == 2).toList();
		assertThat(steps).hasSize(2);
		assertThat(steps.stream().mapToDouble(Visits::prior).sum()).isCloseTo(1, within(1e-9));
		assertThat(root.count()).isEqualTo(steps.stream().mapToDouble(Visits::count).sum());
		assertThat(root.value()).isCloseTo(
				steps.stream().mapToDouble((step) -> step.count() * step.value()).sum() / root.count(), within(1e-9));
	}

	@Test
	void theBestBehindAStepIsItsMaximum() {
		Search search = run(search(30, LeafEvaluation.ROLLOUT, Backup.MAX, FinalChoice.VALUE));
		assertThat(search.details().trace().visits().get(0).value()).isOne();
	}

	@Test
	void theMostVisitedWayIsContinuedToItsEnd() {
		Search search = run(search(1, LeafEvaluation.STEP, Backup.MEAN, FinalChoice.VISITS));
		assertThat(search.text()).hasSize(6);
		assertThat(search.sequence().finishReason()).isEqualTo(FinishReason.STOP);
		assertThat(search.details().trace().judgements()).isNotEmpty();
	}

	@Test
	void stepsOfASimulationAreOneBatch() {
		run(search(1, LeafEvaluation.ROLLOUT, Backup.MEAN, FinalChoice.VALUE));
		assertThat(this.lm.calls).hasSize(7);
		assertThat(this.lm.calls.get(0)).hasSize(1);
		assertThat(this.lm.calls.get(1)).hasSize(2);
		assertThat(this.lm.calls.subList(2, 7)).allMatch((queries) -> queries.size() == 2);
	}

	@Test
	void eachSimulationIsTold() {
		Search search = run(search(4, LeafEvaluation.ROLLOUT, Backup.MEAN, FinalChoice.VALUE));
		assertThat(search.progress()).extracting(SearchProgress::done).containsExactly(1, 2, 3, 4);
		assertThat(search.progress()).extracting(SearchProgress::total).containsOnly(4);
	}

	@Test
	void atALimitTheBestSoFarIsTheAnswer() {
		Search whole = Search.run(this.lm, request(),
				search(30, LeafEvaluation.ROLLOUT, Backup.MEAN, FinalChoice.VALUE), new Limits(60, null));
		assertThat(whole.details().interruption()).isEqualTo(FinishReason.LENGTH);
		assertThat(whole.sequence().finishReason()).isEqualTo(FinishReason.STOP);
		Search begun = Search.run(this.lm, request(), search(30, LeafEvaluation.STEP, Backup.MEAN, FinalChoice.VALUE),
				new Limits(20, null));
		assertThat(begun.sequence().finishReason()).isEqualTo(FinishReason.LENGTH);
		assertThat(begun.text()).startsWith("2;");
	}

	@Test
	void resultsWithASeedAreReproducible() {
		MonteCarloTreeSearch search = new MonteCarloTreeSearch(TWOS);
		assertThat(run(search).result().sequences()).isEqualTo(run(search).result().sequences());
	}

	@Test
	void whatIsOutOfRangeIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> search(0, LeafEvaluation.STEP, Backup.MEAN, FinalChoice.VALUE))
			.withMessage("'simulations' is 0 but must be at least 1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MonteCarloTreeSearch(TWOS, StepAggregation.LAST, 1, 0, 1, LeafEvaluation.STEP,
					Backup.MEAN, FinalChoice.VALUE))
			.withMessage("'expansions' is 0 but must be at least 1");
	}

}
