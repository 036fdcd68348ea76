package dev.decoding.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

import dev.decoding.benchmark.Check.Verdict;
import dev.decoding.benchmark.Results.Point;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.steps.ParticleFilter;
import dev.decoding.scaling.vote.AdaptiveConsistency;
import dev.decoding.scaling.vote.BestOfN;
import dev.decoding.scaling.vote.DeepConfOnline;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.WeightedVote;

/**
 * What is published of test-time compute, as criteria for measurements. A difference that
 * is claimed has to be as great as claimed, and its interval must not hold 0; where it is
 * claimed that something is no worse or no better, the value itself decides. Numbers are
 * in points, hundredths of the problems, unless a claim says otherwise.
 */
public final class Acceptance {

	static final List<String> POLICY = List.of(WeightedVote.NAME, MajorityVote.NAME, Suite.BEAM_FIXED, Suite.BEAM_ROOT,
			ParticleFilter.NAME);

	private static final String MAJ = MajorityVote.NAME;

	private static final String WEIGHTED = WeightedVote.NAME;

	private static final int SMALL = 4;

	private static final int FEW = 16;

	private static final int MANY = 64;

	private static final int MOST = 256;

	private final Analysis analysis;

	private final List<Check> checks = new ArrayList<>();

	private Acceptance(Analysis analysis) {
		this.analysis = analysis;
	}

	/**
	 * Compare measurements with what is published.
	 * @param results the measurements
	 * @return all criteria
	 */
	public static List<Check> check(Results results) {
		Acceptance acceptance = new Acceptance(new Analysis(results));
		acceptance.votes();
		acceptance.searches();
		acceptance.bins();
		acceptance.policy();
		acceptance.fewerSamples();
		acceptance.rewinding();
		acceptance.chains();
		acceptance.revisions();
		acceptance.confidence();
		acceptance.aggregations();
		acceptance.contrast();
		return List.copyOf(acceptance.checks);
	}

	private void votes() {
		for (int budget : List.of(SMALL, FEW, MANY, MOST)) {
			greater("MAJ", WEIGHTED, budget, MAJ, budget, 0);
			greater("MAJ", SamplingExperiment.PASS, budget, WEIGHTED, budget, 0);
		}
		Optional<double[]> modal = Optional.of(this.analysis.results()
			.problems()
			.stream()
			.mapToDouble((problem) -> problem.modal() ? 1 : 0)
			.toArray());
		within("MAJ", "majority@256 - share of problems whose right answer is modal", -3, 3,
				Analysis.minus(this.analysis.values(MAJ, MOST), modal));
	}

	private void searches() {
		greater("F3L-a", Suite.BEAM_FIXED, SMALL, WEIGHTED, SMALL, 4);
		greater("F3L-b", WEIGHTED, MOST, Suite.BEAM_ROOT, MOST, 0);
		atMost("F3L-b", Suite.BEAM_FIXED, MOST, WEIGHTED, MOST, 1);
		for (int budget : List.of(SMALL, FEW, MANY, MOST)) {
			greater("F3L-c", Suite.BEAM_FIXED, budget, Suite.LOOKAHEAD_3, budget, 0);
			greater("F3L-c", Suite.BEAM_ROOT, budget, Suite.LOOKAHEAD_1, budget, 0);
		}
	}

	private void bins() {
		greater("F3R-a", "bins 1-2: verifier-beam-sqrt@16 - @256", 2,
				this.analysis.difference(Suite.BEAM_ROOT, FEW, Suite.BEAM_ROOT, MOST)
					.map((values) -> this.analysis.inBins(values, 1, 2)));
		atLeast("F3R-a", "bins 1-2: weighted-best-of-n@256 - @16", -1,
				this.analysis.difference(WEIGHTED, MOST, WEIGHTED, FEW)
					.map((values) -> this.analysis.inBins(values, 1, 2)));
		for (int budget : List.of(SMALL, FEW)) {
			greater("F3R-b", "bins 4-5: verifier-beam-4@%d - weighted-best-of-n@%d".formatted(budget, budget), 5,
					this.analysis.difference(Suite.BEAM_FIXED, budget, WEIGHTED, budget)
						.map((values) -> this.analysis.inBins(values, 4, 5)));
		}
		for (String strategy : List.of(MAJ, BestOfN.NAME, WEIGHTED, Suite.BEAM_FIXED, Suite.BEAM_ROOT,
				Suite.LOOKAHEAD_1, Suite.LOOKAHEAD_3, ParticleFilter.NAME)) {
			atMost("F3R-c", "trap without a way round: %s@256 - one sample".formatted(strategy), 10,
					Analysis.minus(this.analysis.values(strategy, MOST), Optional.of(this.analysis.passProbabilities()))
						.map(this.analysis::hopeless));
		}
	}

	private void policy() {
		Optional<double[]> oracle = this.analysis.computeOptimal(POLICY, FEW, true);
		Optional<double[]> predicted = this.analysis.computeOptimal(POLICY, FEW, false);
		Optional<double[]> many = this.analysis.values(WEIGHTED, MANY);
		atLeast("F4", "compute-optimal@16 by search alone - weighted-best-of-n@64", -1, Analysis.minus(oracle, many));
		List<String> all = new ArrayList<>(POLICY);
		all.addAll(RevisionNames.ratios(FEW));
		atLeast("F4", "compute-optimal@16 with revisions to choose from - weighted-best-of-n@64", -1,
				Analysis.minus(this.analysis.computeOptimal(all, FEW, true), many));
		within("F4", "compute-optimal@16 by predicted difficulty - by known difficulty", -2, 2,
				Analysis.minus(predicted, oracle));
	}

	private void fewerSamples() {
		int most = SamplingExperiment.MOST_SAMPLES;
		atLeast("ASC", "adaptive-consistency - majority@%d".formatted(most), -0.5,
				this.analysis.difference(AdaptiveConsistency.NAME, most, MAJ, most));
		ratio("ASC", "samples of majority@%d / of adaptive-consistency".formatted(most), 2.5,
				this.analysis.results().find(MAJ, most).map(Point::generations),
				this.analysis.results().find(AdaptiveConsistency.NAME, most).map(Point::generations));
	}

	private void rewinding() {
		List<Integer> accuracies = RainExperiment.ACCURACIES;
		for (int i = 0; i < accuracies.size(); i++) {
			int accuracy = accuracies.get(i);
			if (accuracy >= 80) {
				greater("RAIN", RainExperiment.NAME, accuracy, RainExperiment.CHERRY_PICKING, accuracy, 5);
			}
			if (i > 0) {
				greater("RAIN", RainExperiment.NAME, accuracy, RainExperiment.NAME, accuracies.get(i - 1), 0);
			}
		}
		greater("RAIN", RainExperiment.BY_ITSELF, 1, RainExperiment.CHERRY_PICKING_BY_ITSELF, 1, 5);
		within("RAIN", "lines that the model judges rightly, in per cent", 80, 100,
				this.analysis.values(RainExperiment.JUDGE, 1));
	}

	private void chains() {
		greater("PWR", ChainExperiment.POWER, 10, ChainExperiment.LOW_TEMPERATURE, 1, 4);
		greater("PWR", "low-temperature@1 - one sample", 0,
				Analysis.minus(this.analysis.values(ChainExperiment.LOW_TEMPERATURE, 1),
						Optional.of(this.analysis.passProbabilities())));
		atLeast("PWR", "power-sampling@10 - power-sampling@2", 0,
				this.analysis.difference(ChainExperiment.POWER, 10, ChainExperiment.POWER, 2));
		atLeast("PWR", "one of 16 right: power-sampling - low-temperature", 0,
				this.analysis.difference(ChainExperiment.POWER_PASS, 10, ChainExperiment.LOW_TEMPERATURE_PASS, 1));
		for (int steps : ChainExperiment.STEPS) {
			within("PWR", "tokens of power-sampling@%d / as computed, in per cent".formatted(steps), 90, 110,
					this.analysis.values(ChainExperiment.COST, steps));
		}
	}

	private void revisions() {
		Optional<double[]> fourth = this.analysis.values(RevisionNames.STEP, SMALL);
		greater("F6L", RevisionNames.STEP, SMALL, RevisionNames.STEP, 1, 5);
		atLeast("F6L", "mean of tries 5-16 - try 4", -1, Analysis.minus(laterTries(), fourth));
		for (String by : List.of(RevisionNames.VERIFIER, RevisionNames.MAJORITY)) {
			greater("F6R", RevisionNames.name(by, MANY), MANY, RevisionNames.name(by, 1), MANY, 0);
		}
		ratios();
		atLeast("F8", "compute-optimal revisions@64 - parallel@256", 0,
				Analysis.minus(this.analysis.computeOptimal(RevisionNames.ratios(MANY), MANY, true),
						this.analysis.values(RevisionNames.name(RevisionNames.VERIFIER, 1), MOST)));
	}

	private Optional<double[]> laterTries() {
		List<double[]> tries = IntStream.rangeClosed(5, 16)
			.mapToObj((step) -> this.analysis.values(RevisionNames.STEP, step))
			.flatMap(Optional::stream)
			.toList();
		return tries.isEmpty() ? Optional.empty()
				: Optional.of(IntStream.range(0, tries.get(0).length)
					.mapToDouble((i) -> tries.stream().mapToDouble((values) -> values[i]).average().orElse(0))
					.toArray());
	}

	/**
	 * Of the ratios at the greatest budget, the best by all problems is looked for among
	 * those between the ends.
	 */
	private void ratios() {
		List<String> ratios = RevisionNames.ratios(MOST);
		List<String> inner = ratios.subList(1, ratios.size() - 1);
		String best = best(inner, 1, Analysis.BINS);
		atLeast("F7", "%s@256 - parallel@256".formatted(best), 0,
				this.analysis.difference(best, MOST, ratios.get(0), MOST));
		atLeast("F7", "%s@256 - sequential@256".formatted(best), 0,
				this.analysis.difference(best, MOST, ratios.get(ratios.size() - 1), MOST));
		atLeast("F7", "bins 1-2: sequential@256 - best ratio@256", -1,
				this.analysis.difference(ratios.get(ratios.size() - 1), MOST, best(ratios, 1, 2), MOST)
					.map((values) -> this.analysis.inBins(values, 1, 2)));
		String hard = best(inner, 4, 5);
		for (String end : List.of(ratios.get(0), ratios.get(ratios.size() - 1))) {
			atLeast("F7", "bins 4-5: %s@256 - %s@256".formatted(hard, end), 0,
					this.analysis.difference(hard, MOST, end, MOST)
						.map((values) -> this.analysis.inBins(values, 4, 5)));
		}
	}

	private String best(List<String> strategies, int firstBin, int lastBin) {
		String best = strategies.get(0);
		double most = -1;
		for (String strategy : strategies) {
			double accuracy = this.analysis.values(strategy, MOST)
				.map((values) -> Arrays.stream(this.analysis.inBins(values, firstBin, lastBin)).average().orElse(0))
				.orElse(0.0);
			if (accuracy > most) {
				most = accuracy;
				best = strategy;
			}
		}
		return best;
	}

	private void confidence() {
		for (int budget : List.of(FEW, MANY)) {
			atLeast("CONF", "%s@%d - majority@%d".formatted(ConfidenceExperiment.BORDA, budget, budget), 0,
					this.analysis.difference(ConfidenceExperiment.BORDA, budget, ConfidenceExperiment.SAME_SAMPLES,
							budget));
		}
		atLeast("CONF", "deep-conf-online@64 - majority of the same 64", -1,
				this.analysis.difference(DeepConfOnline.NAME, MANY, ConfidenceExperiment.SAME_SAMPLES, MANY));
		ratio("CONF", "tokens of majority@64 / of deep-conf-online@64", 1 / 0.7,
				this.analysis.results().find(ConfidenceExperiment.SAME_SAMPLES, MANY).map(Point::newTokens),
				this.analysis.results().find(DeepConfOnline.NAME, MANY).map(Point::newTokens));
	}

	private void aggregations() {
		String last = SamplingExperiment.weightedBy(StepAggregation.LAST);
		for (StepAggregation other : List.of(StepAggregation.MIN, StepAggregation.PRODUCT)) {
			String name = SamplingExperiment.weightedBy(other);
			atLeast("E", "%s@%d - %s@%d".formatted(last, MANY, name, MANY), 0,
					this.analysis.difference(last, MANY, name, MANY));
		}
	}

	private void contrast() {
		greater("CD", ContrastiveExperiment.NAME, 1, ContrastiveExperiment.GREEDY, 1, 2);
		within("CD", "texts as greedy if the amateur is the expert, in per cent", 100, 100,
				this.analysis.values(ContrastiveExperiment.SAME, 1));
	}

	private void greater(String row, String strategy, int budget, String other, int otherBudget, double points) {
		greater(row, "%s@%d - %s@%d".formatted(strategy, budget, other, otherBudget), points,
				this.analysis.difference(strategy, budget, other, otherBudget));
	}

	private void greater(String row, String claim, double points, Optional<double[]> differences) {
		String bound = (points > 0) ? String.format(Locale.ROOT, ">= +%.0f", points) : "> 0";
		add(row, claim, bound, differences, (interval, value) -> value >= points && interval.low() > 0);
	}

	private void atMost(String row, String strategy, int budget, String other, int otherBudget, double points) {
		atMost(row, "%s@%d - %s@%d".formatted(strategy, budget, other, otherBudget), points,
				this.analysis.difference(strategy, budget, other, otherBudget));
	}

	private void atMost(String row, String claim, double points, Optional<double[]> differences) {
		add(row, claim, String.format(Locale.ROOT, "<= %+.0f", points), differences,
				(interval, value) -> value <= points);
	}

	private void atLeast(String row, String claim, double points, Optional<double[]> differences) {
		add(row, claim, ">= " + ((points == 0) ? "0" : String.format(Locale.ROOT, "%+.1f", points)), differences,
				(interval, value) -> value >= points);
	}

	private void within(String row, String claim, double least, double most, Optional<double[]> differences) {
		add(row, claim, String.format(Locale.ROOT, "%.0f to %.0f", least, most), differences,
				(interval, value) -> value >= least && value <= most);
	}

	private void ratio(String row, String claim, double least, Optional<Double> above, Optional<Double> below) {
		Optional<Double> ratio = above.flatMap((left) -> below.map((right) -> left / right));
		add(row, claim, String.format(Locale.ROOT, ">= %.2f", least),
				ratio.map((value) -> new double[] { value / 100 }), (interval, value) -> value >= least);
	}

	private void add(String row, String claim, String bound, Optional<double[]> values,
			BiPredicate<Interval, Double> holds) {
		Interval interval = Interval.of(values.orElse(new double[0])).times(100);
		Verdict verdict = Verdict.NOT_MEASURED;
		if (values.isPresent() && values.get().length > 0) {
			verdict = holds.test(interval, rounded(interval.value())) ? Verdict.PASS : Verdict.FAIL;
		}
		this.checks.add(new Check(row, claim, bound, interval, verdict));
	}

	/**
	 * Sums of thirds must not fall below a bound by their last digit.
	 */
	private static double rounded(double value) {
		return Math.round(value * 1e6) / 1e6;
	}

}
