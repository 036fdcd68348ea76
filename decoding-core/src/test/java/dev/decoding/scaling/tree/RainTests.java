package dev.decoding.scaling.tree;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.decoding.TableLm;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.SearchTrace.Visits;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.Cancellation;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.PathRollout.Segment;
import dev.decoding.search.SearchProgress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Rain}.
 */
class RainTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", ".");

	/** Likes texts without an 'a'. */
	private static final Verifier PERFECT = Verifier.ofText((prompt, text) -> text.contains("a") ? 0 : 1);

	private static final Rounds FEW = new Rounds(4, 20, 0.8);

	/** Prefers 'a', and ends behind a full stop. */
	private final TableLm lm = new TableLm(TOKENS, 100,
			(sequence) -> new float[] { (sequence.last() == 4) ? 3 : -9, -99, 1, 0.3f, 0 })
		.withHiddenStates((sequence) -> new float[] { (sequence.last() == 2) ? 1 : 0, (sequence.last() == 3) ? 1 : 0,
				(sequence.last() == 4) ? 1 : 0.1f });

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1).maxNewTokens(12).seed(5);
	}

	private static Rain rain(Verifier verifier, Similarity similarity, boolean reuseSubtree) {
		return new Rain(verifier, StepAggregation.LAST, false, TokenSets.STANDARD, 2, false, similarity, FEW,
				reuseSubtree);
	}

	private Search search(Rain rain) {
		return Search.run(this.lm, request(), rain);
	}

	@Test
	void theJudgeLikesTheAnswerThoughGreedySearchGivesAnother() {
		assertThat(new GreedySearch().generate(this.lm, request().build()).sequences().get(0).text())
			.isEqualTo("aaaaaaaaaaaa");
		for (int seed = 0; seed < 20; seed++) {
			Search search = Search.run(this.lm, request().seed(seed), new Rain(PERFECT));
			assertThat(search.text()).as("seed %d", seed).matches("b*\\.+");
			assertThat(search.sequence().finishReason()).isEqualTo(FinishReason.STOP);
			assertThat(search.sequence().score()).isOne();
		}
	}

	@Test
	void whatIsPossibleDoesNotDependOnTheVariant() {
		for (boolean variant : new boolean[] { true, false }) {
			Rain rain = new Rain(PERFECT, StepAggregation.LAST, variant, TokenSets.STANDARD, 2, variant, null, FEW,
					variant);
			assertThat(search(rain).text()).matches("b*\\.+");
		}
	}

	@Test
	void whereAllIsGoodItCommitsAfterTheFewestRounds() {
		Verifier all = Verifier.ofText((prompt, text) -> 1);
		Search search = search(rain(all, null, false));
		Map<Integer, Long> rounds = search.progress()
			.stream()
			.collect(Collectors.groupingBy(SearchProgress::done, TreeMap::new, Collectors.counting()));
		assertThat(rounds).hasSizeGreaterThan(1).containsKey(0);
		assertThat(rounds.values()).containsOnly(4L);
		assertThat(search.progress()).extracting(SearchProgress::total).containsOnly(12);
	}

	@Test
	void whereNothingIsGoodItSearchesAsLongAsItMay() {
		Verifier none = Verifier.ofText((prompt, text) -> 0);
		Search search = search(rain(none, null, false));
		Map<Integer, Long> rounds = search.progress()
			.stream()
			.collect(Collectors.groupingBy(SearchProgress::done, TreeMap::new, Collectors.counting()));
		assertThat(rounds.values()).containsOnly(20L);
	}

	@Test
	void roundsInAReusedSubtreeCount() {
		Verifier all = Verifier.ofText((prompt, text) -> 1);
		Search kept = search(rain(all, null, true));
		Search begunAgain = search(rain(all, null, false));
		assertThat(kept.progress().size()).isLessThan(begunAgain.progress().size());
	}

	@Test
	void resultsWithASeedAreReproducible() {
		Search first = search(rain(PERFECT, Similarity.STANDARD, true));
		Search second = search(rain(PERFECT, Similarity.STANDARD, true));
		assertThat(second.result().sequences()).isEqualTo(first.result().sequences());
		assertThat(second.result().cost()).isEqualTo(first.result().cost());
	}

	@Test
	void theTraceHoldsTheTree() {
		ScalingDetails details = search(rain(PERFECT, null, false)).details();
		Map<Integer, Segment> byPath = details.trace()
			.segments()
			.stream()
			.collect(Collectors.toMap(Segment::path, (segment) -> segment, (one, other) -> one));
		List<Visits> visits = details.trace().visits();
		assertThat(visits).first().satisfies((root) -> {
			assertThat(root.tokens()).isZero();
			List<Visits> children = visits.subList(1, 6);
			assertThat(children).extracting(Visits::tokens).containsOnly(1);
			assertThat(root.count()).isEqualTo(1 + children.stream().mapToDouble(Visits::count).sum());
			assertThat(children.stream().mapToDouble(Visits::prior).sum()).isBetween(0.999, 1.001);
		});
		assertThat(visits).extracting(Visits::path).allMatch(byPath::containsKey);
		assertThat(visits.stream().filter((visit) -> visit.tokens() > 0))
			.allMatch((visit) -> byPath.get(visit.path()).start() < visit.tokens());
		assertThat(details.trace().judgements()).isNotEmpty();
		assertThat(details.trace().chosen()).hasSize(1);
	}

	@Test
	void siblingsAlikeCountInPart() {
		Similarity alike = new Similarity(0.2, 0.5, new HiddenStateEmbedder());
		assertThat(visits(search(rain(PERFECT, alike, true)))).anyMatch((count) -> count != Math.rint(count));
		assertThat(visits(search(rain(PERFECT, null, true)))).allMatch((count) -> count == Math.rint(count));
	}

	private static List<Double> visits(Search search) {
		return search.details().trace().visits().stream().map(Visits::count).toList();
	}

	@Test
	void whereAllSetsAreBadAndAlikeThereAreMore() {
		Embedder same = Embedder.ofText((text) -> new float[] { 1 });
		TokenSets sets = new TokenSets(2, 4, List.of(1), 15, 0);
		Verifier picky = Verifier.ofText((prompt, text) -> text.startsWith(".") ? 1 : 0);
		Rain rain = new Rain(picky, StepAggregation.LAST, false, sets, 2, false, new Similarity(0, 1, same), FEW, true);
		assertThat(search(rain).text()).startsWith(".");
		Rain without = new Rain(picky, StepAggregation.LAST, false, sets, 2, false, null, FEW, true);
		assertThat(search(without).text()).doesNotStartWith(".");
	}

	@Test
	void aTextIsJudgedOnce() {
		Map<String, Integer> times = new TreeMap<>();
		Verifier counting = Verifier.ofText((prompt, text) -> {
			times.merge(text, 1, Integer::sum);
			return 0.5;
		});
		search(rain(counting, null, true));
		assertThat(times).hasSizeGreaterThan(10);
		assertThat(times.values()).allMatch((count) -> count <= 2);
	}

	@Test
	void theSimulationAndAllSetsAreMadeAtOnce() {
		TokenSets sets = new TokenSets(3, 3, List.of(2), 15, 0);
		Rain rain = new Rain(PERFECT, StepAggregation.LAST, false, sets, 2, false, null, new Rounds(1, 1, -1), false);
		TableLm endless = new TableLm(TOKENS, 100, (sequence) -> new float[] { -99, -99, 1, 1, -99 });
		Search.run(endless, request().maxNewTokens(2), rain);
		assertThat(endless.calls).extracting(List::size).containsExactly(1, 2);
	}

	@Test
	void atALimitTheBestSimulationSoFarIsTheAnswer() {
		Verifier unsure = Verifier.ofText((prompt, text) -> text.contains("a") ? 0.1 : 0.6);
		Search search = Search.run(this.lm, request(), rain(unsure, null, true), new Limits(150, null));
		assertThat(search.details().interruption()).isEqualTo(FinishReason.LENGTH);
		assertThat(search.text()).doesNotContain("a").isNotEmpty();
		assertThat(search.sequence().score()).isEqualTo(0.6);
	}

	@Test
	void atALimitBeforeAnythingIsJudgedTheAnswerIsEmpty() {
		Search search = Search.run(this.lm, request(), rain(PERFECT, null, true), new Limits(1, null));
		assertThat(search.sequence().finishReason()).isEqualTo(FinishReason.LENGTH);
		assertThat(search.text()).isEmpty();
	}

	@Test
	void whenCancelledTheBestCompleteSimulationThatTheJudgeLikesIsTheAnswer() {
		Cancellation cancellation = new Cancellation();
		int[] judged = { 0 };
		Verifier verifier = Verifier.ofText((prompt, text) -> {
			if (judged[0]++ == 6) {
				cancellation.cancel();
			}
			return text.contains("a") ? 0.1 : 0.6;
		});
		Search search = Search.run(this.lm, request().cancellation(cancellation), rain(verifier, null, true));
		assertThat(search.details().interruption()).isEqualTo(FinishReason.CANCELLED);
		assertThat(search.text()).doesNotContain("a").isNotEmpty();
		assertThat(search.details().trace().visits()).isNotEmpty();
	}

	@Test
	void generationsAreAnswersOfTheSameLength() {
		Search search = search(rain(PERFECT, null, true));
		assertThat(search.result().cost().generations()).isEqualTo(
				Math.round((float) search.result().cost().newTokens() / search.sequence().tokens().generatedLength()));
	}

	@Test
	void otherCompleteTextsComeNext() {
		Verifier unsure = Verifier.ofText((prompt, text) -> 0.5);
		Search search = Search.run(this.lm, request().numReturnSequences(3), rain(unsure, null, true));
		assertThat(search.result().sequences()).hasSize(3);
		assertThat(search.result().sequences()).extracting((sequence) -> sequence.tokens()).doesNotHaveDuplicates();
	}

	@Test
	void hardVotesAreOneOrMinusOne() {
		Rain soft = rain(PERFECT, null, true);
		assertThat(soft.value(0.75)).isEqualTo(0.5);
		Rain hard = new Rain(PERFECT, StepAggregation.LAST, true, TokenSets.STANDARD, 2, false, null, FEW, true);
		assertThat(hard.value(0.75)).isOne();
		assertThat(hard.value(0.25)).isEqualTo(-1);
		assertThat(hard.value(0.5)).isZero();
	}

	@Test
	void aWeightBelowZeroIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> new Rain(PERFECT, StepAggregation.LAST, false, TokenSets.STANDARD, -1, false, null, FEW, true))
			.withMessage("'explorationWeight' is -1.0 but must be a number of at least 0");
	}

}
