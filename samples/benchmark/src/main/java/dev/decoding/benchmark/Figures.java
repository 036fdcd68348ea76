package dev.decoding.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.decoding.scaling.steps.ParticleFilter;
import dev.decoding.scaling.vote.BestOfN;
import dev.decoding.scaling.vote.MajorityVote;
import dev.decoding.scaling.vote.WeightedVote;

/**
 * Draws the counterparts of figures 3, 4, 6, 7 and 8 of Snell et al., <i>Scaling LLM
 * Test-Time Compute Optimally</i>, 2024.
 */
public final class Figures {

	private static final String BUDGET = "answers (generation budget)";

	private static final String ACCURACY = "right (%)";

	private static final int MOST = 256;

	private final Analysis analysis;

	private final Path directory;

	private Figures(Analysis analysis, Path directory) {
		this.analysis = analysis;
		this.directory = directory;
	}

	/**
	 * Draw what was measured. A figure of which nothing was measured is left out.
	 * @param results the measurements
	 * @param directory where the figures go
	 * @throws IOException if a figure cannot be written
	 */
	public static void draw(Results results, Path directory) throws IOException {
		Files.createDirectories(directory);
		Figures figures = new Figures(new Analysis(results), directory);
		figures.searches();
		figures.policy();
		figures.revisions();
		figures.ratios();
		figures.revisionPolicy();
	}

	private void searches() throws IOException {
		List<String> strategies = List.of(MajorityVote.NAME, WeightedVote.NAME, BestOfN.NAME, Suite.BEAM_FIXED,
				Suite.BEAM_ROOT, Suite.LOOKAHEAD_1, Suite.LOOKAHEAD_3, ParticleFilter.NAME);
		Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
		strategies.forEach((strategy) -> lines.put(strategy, line(strategy)));
		new Chart("Search with a process verifier", BUDGET, ACCURACY).drawLines(lines, true,
				this.directory.resolve("figure-3-left.svg"));
		List<String> categories = new ArrayList<>();
		Map<String, List<Double>> bars = new LinkedHashMap<>();
		for (int bin = 1; bin <= Analysis.BINS; bin++) {
			for (int budget = 4; budget <= MOST; budget *= 4) {
				categories.add("bin %d, %d".formatted(bin, budget));
				for (String strategy : List.of(MajorityVote.NAME, WeightedVote.NAME, Suite.BEAM_ROOT)) {
					bars.computeIfAbsent(strategy, (key) -> new ArrayList<>()).add(inBin(strategy, budget, bin));
				}
			}
		}
		if (this.analysis.values(Suite.BEAM_ROOT, MOST).isPresent()) {
			new Chart("Search by difficulty, from easy to hard", "difficulty and budget", ACCURACY).drawBars(categories,
					bars, this.directory.resolve("figure-3-right.svg"));
		}
	}

	private void policy() throws IOException {
		Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
		lines.put("compute-optimal, known difficulty", policy(Acceptance.POLICY, WeightedVote.NAME, true));
		lines.put("compute-optimal, predicted difficulty", policy(Acceptance.POLICY, WeightedVote.NAME, false));
		for (String strategy : List.of(WeightedVote.NAME, BestOfN.NAME, MajorityVote.NAME)) {
			lines.put(strategy, line(strategy));
		}
		new Chart("Compute-optimal search", BUDGET, ACCURACY).drawLines(lines, true,
				this.directory.resolve("figure-4.svg"));
	}

	private void revisions() throws IOException {
		new Chart("Revisions: each try alone", "try", ACCURACY).drawLines(
				new LinkedHashMap<>(Map.of("revisions", line(RevisionNames.STEP))), false,
				this.directory.resolve("figure-6-left.svg"));
		Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
		for (String by : List.of(RevisionNames.VERIFIER, RevisionNames.MAJORITY)) {
			SortedMap<Integer, Double> sequential = new TreeMap<>();
			for (int budget = 1; budget <= MOST; budget *= 4) {
				int tries = budget;
				this.analysis.values(RevisionNames.name(by, budget), budget)
					.ifPresent((values) -> sequential.put(tries, percent(values)));
			}
			lines.put("sequential, " + by, sequential);
			lines.put("parallel, " + by, line(RevisionNames.name(by, 1)));
		}
		new Chart("Revisions: one after the other, and side by side", BUDGET, ACCURACY).drawLines(lines, true,
				this.directory.resolve("figure-6-right.svg"));
	}

	private void ratios() throws IOException {
		Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
		Map<String, SortedMap<Integer, Double>> byBin = new LinkedHashMap<>();
		for (int budget = 16; budget <= MOST; budget *= 4) {
			SortedMap<Integer, Double> line = new TreeMap<>();
			for (int length = 1; length <= budget; length *= 4) {
				int tries = length;
				this.analysis.values(RevisionNames.name(RevisionNames.VERIFIER, length), budget)
					.ifPresent((values) -> line.put(tries, percent(values)));
			}
			lines.put(budget + " tries", line);
		}
		for (int bin = 1; bin <= Analysis.BINS; bin++) {
			SortedMap<Integer, Double> line = new TreeMap<>();
			for (int length = 1; length <= MOST; length *= 4) {
				if (this.analysis.values(RevisionNames.name(RevisionNames.VERIFIER, length), MOST).isPresent()) {
					line.put(length, inBin(RevisionNames.name(RevisionNames.VERIFIER, length), MOST, bin));
				}
			}
			byBin.put("bin " + bin, line);
		}
		String tries = "tries one after the other, of all tries";
		new Chart("Revisions: the ratio of both", tries, ACCURACY).drawLines(lines, true,
				this.directory.resolve("figure-7-left.svg"));
		new Chart("Revisions: the ratio of both at 256 tries, by difficulty", tries, ACCURACY).drawLines(byBin, true,
				this.directory.resolve("figure-7-right.svg"));
	}

	private void revisionPolicy() throws IOException {
		Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
		List<String> ratios = RevisionNames.ratios(MOST);
		lines.put("compute-optimal, known difficulty", policy(ratios, ratios.get(0), true));
		lines.put("compute-optimal, predicted difficulty", policy(ratios, ratios.get(0), false));
		lines.put("parallel", line(ratios.get(0)));
		lines.put("parallel, majority", line(RevisionNames.name(RevisionNames.MAJORITY, 1)));
		new Chart("Compute-optimal revisions", BUDGET, ACCURACY).drawLines(lines, true,
				this.directory.resolve("figure-8.svg"));
	}

	/**
	 * Return what the policy achieves at the budgets that a strategy was measured at.
	 */
	private SortedMap<Integer, Double> policy(List<String> strategies, String measured, boolean oracle) {
		SortedMap<Integer, Double> line = new TreeMap<>();
		for (int budget : powers(measured)) {
			List<String> possible = strategies.stream()
				.filter((strategy) -> this.analysis.values(strategy, budget).isPresent())
				.toList();
			this.analysis.computeOptimal(possible, budget, oracle)
				.ifPresent((values) -> line.put(budget, percent(values)));
		}
		return line;
	}

	private SortedMap<Integer, Double> line(String strategy) {
		SortedMap<Integer, Double> line = new TreeMap<>();
		List<Integer> budgets = strategy.equals(RevisionNames.STEP) ? this.analysis.budgets(strategy)
				: powers(strategy);
		budgets.forEach((budget) -> this.analysis.values(strategy, budget)
			.ifPresent((values) -> line.put(budget, percent(values))));
		return line;
	}

	private List<Integer> powers(String strategy) {
		return this.analysis.budgets(strategy)
			.stream()
			.filter((budget) -> Integer.bitCount(budget) == 1 && Integer.numberOfTrailingZeros(budget) % 2 == 0)
			.toList();
	}

	private double inBin(String strategy, int budget, int bin) {
		return this.analysis.values(strategy, budget)
			.map((values) -> percent(this.analysis.inBins(values, bin, bin)))
			.orElse(0.0);
	}

	private static double percent(double[] values) {
		return 100 * Arrays.stream(values).average().orElse(0);
	}

}
