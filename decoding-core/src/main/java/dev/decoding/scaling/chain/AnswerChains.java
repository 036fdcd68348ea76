package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.chain.ChainChoice.States;
import dev.decoding.scaling.chain.MarkovChain.State;
import dev.decoding.search.Path;

/**
 * Chains of answers to one prompt, which grow block by block.
 */
final class AnswerChains {

	private final ScalingRun run;

	private final ChainSchedule schedule;

	private final ChainChoice choice;

	private final Target<Path> target;

	private final Acceptance acceptance;

	private final Horizons horizons;

	private final List<Path> kept = new ArrayList<>();

	private final Map<String, Double> diagnostics = new LinkedHashMap<>();

	private int accepted;

	private int steps;

	AnswerChains(ScalingRun run, ChainSchedule schedule, ChainChoice choice, Target<Path> target,
			Acceptance acceptance) {
		this.run = run;
		this.schedule = schedule;
		this.choice = choice;
		this.target = target;
		this.acceptance = acceptance;
		this.horizons = Horizons.of(run, schedule.blocks());
	}

	Selection search() {
		List<Path> paths = this.run.rollout().begin(this.schedule.chains());
		for (int block = 0; block < this.horizons.blocks() && !this.run.isInterrupted(); block++) {
			paths = this.horizons.extend(this.run, paths, block);
			if (!this.run.isInterrupted()) {
				paths = mix(paths, block);
			}
		}
		countGenerations(paths);
		List<Path> candidates = (this.choice.states() == States.ALL && !this.kept.isEmpty()) ? this.kept : paths;
		Selection selection = this.choice.choose(this.run, candidates, List.of());
		return selection.withDiagnostics(diagnostics(candidates, selection));
	}

	/**
	 * Take the steps behind a block.
	 */
	private List<Path> mix(List<Path> paths, int block) {
		MarkovChain<Path> chain = new MarkovChain<>(this.target,
				new SuffixProposal(this.run.rollout(), this.horizons.first(), this.horizons.end(block)),
				this.acceptance);
		List<State<Path>> states = chain.start(paths);
		int acceptedBefore = this.accepted;
		int stepsBefore = this.steps;
		for (int i = 0; i < this.schedule.steps() && !this.run.isInterrupted(); i++) {
			int step = block * this.schedule.steps() + i;
			states = chain.step(states, this.run.request().seed(), step);
			if (this.run.isInterrupted()) {
				break;
			}
			this.accepted += (int) states.stream().filter(State::accepted).count();
			this.steps += states.size();
			List<Path> now = paths(states);
			if (block == this.horizons.blocks() - 1 && i >= this.schedule.burnIn()) {
				this.kept.addAll(now);
			}
			this.run.report("block %d of %d".formatted(block + 1, this.horizons.blocks()), step + 1,
					this.horizons.blocks() * this.schedule.steps(), () -> this.choice.guess(this.run, now));
		}
		List<Path> mixed = paths(states);
		this.diagnostics.put("acceptanceRate.block" + (block + 1),
				rate(this.accepted - acceptedBefore, this.steps - stepsBefore));
		this.diagnostics.put("logProbability.block" + (block + 1), meanLogProbability(mixed));
		return mixed;
	}

	private static List<Path> paths(List<State<Path>> states) {
		return states.stream().map(State::value).toList();
	}

	private static double rate(int some, int all) {
		return (all > 0) ? (double) some / all : 0;
	}

	private static double meanLogProbability(List<Path> paths) {
		return paths.stream().mapToDouble(AnswerTarget::logProbability).average().orElse(0);
	}

	/**
	 * Count as many answers as the tokens would have made.
	 */
	private void countGenerations(List<Path> paths) {
		double length = paths.stream().mapToInt((path) -> path.tokens().generatedLength()).average().orElse(0);
		long answers = (length > 0) ? Math.round(this.run.rollout().newTokens() / length) : 0;
		this.run.rollout().addGenerations((int) Math.max(0, answers - paths.size()));
	}

	private Map<String, Double> diagnostics(List<Path> candidates, Selection selection) {
		Map<String, Double> all = new LinkedHashMap<>();
		all.put("acceptanceRate", rate(this.accepted, this.steps));
		all.put("states", (double) candidates.size());
		all.put("uniqueStates", (double) new HashSet<>(candidates.stream().map(Path::tokens).toList()).size());
		String answer = selection.best().answer();
		if (answer != null && candidates.size() >= Estimate.LEAST) {
			Estimate estimate = Estimate
				.of(candidates.stream().mapToDouble((path) -> answer.equals(this.run.answer(path)) ? 1 : 0).toArray());
			all.put("answerProbability", estimate.mean());
			all.put("answerProbabilityError", estimate.standardError());
			all.put("effectiveSampleSize", estimate.effectiveSampleSize());
		}
		all.putAll(this.diagnostics);
		return all;
	}

}
