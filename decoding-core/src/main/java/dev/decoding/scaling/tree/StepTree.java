package dev.decoding.scaling.tree;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.search.Path;
import dev.decoding.search.Pause;

/**
 * One search of {@link MonteCarloTreeSearch}.
 */
final class StepTree {

	private final ScalingRun run;

	private final MonteCarloTreeSearch settings;

	private final Node root;

	/** What was thought of each node when it was new. */
	private final Map<Node, Candidate> evaluated = new IdentityHashMap<>();

	/** All complete texts. */
	private final Map<TokenSequence, Candidate> complete = new LinkedHashMap<>();

	StepTree(ScalingRun run, MonteCarloTreeSearch settings) {
		this.run = run;
		this.settings = settings;
		this.root = Node.root(run.rollout().begin(1).get(0), 0);
	}

	Selection search() {
		try {
			for (int i = 0; i < this.settings.simulations() && !this.run.isInterrupted(); i++) {
				simulate();
				this.run.report("simulations", i + 1, this.settings.simulations(), () -> decide(bottom()));
			}
			Candidate bottom = bottom();
			if (!this.run.isInterrupted() && !bottom.path().isFinished()
					&& (this.complete.isEmpty() || this.settings.choice() == FinalChoice.VISITS)) {
				bottom = judge(this.run.rollout().extend(List.of(bottom.path()), Pause.NEVER)).get(0);
				keep(bottom);
			}
			return decide(bottom);
		}
		finally {
			this.root.note(this.run);
		}
	}

	private void simulate() {
		Node leaf = this.root;
		while (!leaf.isLeaf()) {
			leaf = this.settings.puct().select(leaf);
		}
		Candidate ended = leaf.path().isFinished() ? this.evaluated.get(leaf) : null;
		if (ended != null) {
			learn(leaf, ended.score());
			return;
		}
		expand(leaf);
	}

	/**
	 * Draw steps behind a text, evaluate them, and let all before them learn from them.
	 */
	private void expand(Node leaf) {
		List<Path> drawn = this.run.rollout()
			.extend(Collections.nCopies(this.settings.expansions(), leaf.path()), this.run.steps().pause());
		Set<TokenSequence> different = new HashSet<>();
		List<Path> steps = drawn.stream().filter((path) -> different.add(path.tokens())).toList();
		this.run.rollout().addGenerations(steps.size() - 1);
		List<Path> ends = (this.settings.evaluation() == LeafEvaluation.ROLLOUT)
				? this.run.rollout().extend(steps, Pause.NEVER) : steps;
		if (this.run.isInterrupted()) {
			return;
		}
		List<Candidate> candidates = judge(ends);
		for (int i = 0; i < steps.size(); i++) {
			TokenSequence tokens = steps.get(i).tokens();
			long times = drawn.stream().filter((path) -> path.tokens().equals(tokens)).count();
			Node node = leaf.add(steps.get(i), (double) times / drawn.size());
			Candidate candidate = candidates.get(i);
			this.evaluated.put(node, candidate);
			keep(candidate);
			learn(node, candidate.score());
		}
	}

	private List<Candidate> judge(List<Path> paths) {
		return this.run.judge(this.settings.verifier(), this.settings.aggregation(), paths);
	}

	private void keep(Candidate candidate) {
		if (candidate.path().isComplete()) {
			this.complete.putIfAbsent(candidate.path().tokens(), candidate);
		}
	}

	private void learn(Node leaf, double score) {
		for (Node node = leaf; node != null; node = node.parent()) {
			node.visit();
			node.learn(score, this.settings.backup());
		}
	}

	/**
	 * Return where the most visited way down the tree leads, rollout included.
	 */
	private Candidate bottom() {
		Node node = this.root;
		while (!node.isLeaf()) {
			node = node.mostVisited();
		}
		Candidate candidate = this.evaluated.get(node);
		return (candidate != null) ? candidate : this.run.candidate(node.path());
	}

	private Selection decide(Candidate bottom) {
		List<Candidate> best = this.complete.values()
			.stream()
			.sorted(Comparator.comparingDouble(Candidate::score).reversed())
			.toList();
		if (best.isEmpty()) {
			return Selection.of(List.of(bottom));
		}
		return switch (this.settings.choice()) {
			case VISITS -> withFirst(bottom, best, Map.of());
			case VALUE -> Selection.of(best);
			case VOTE -> vote(best);
		};
	}

	private static Selection vote(List<Candidate> best) {
		Map<String, Double> votes = new LinkedHashMap<>();
		for (Candidate candidate : best) {
			String answer = candidate.answer();
			if (answer != null) {
				votes.merge(answer, candidate.score(), Double::sum);
			}
		}
		Map<String, Double> sorted = new LinkedHashMap<>();
		votes.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Double>comparingByValue().reversed())
			.forEach((entry) -> sorted.put(entry.getKey(), entry.getValue()));
		String answer = sorted.isEmpty() ? null : sorted.keySet().iterator().next();
		Candidate winner = best.stream()
			.filter((candidate) -> answer != null && answer.equals(candidate.answer()))
			.findFirst()
			.orElse(best.get(0));
		return withFirst(winner, best, sorted);
	}

	private static Selection withFirst(Candidate first, List<Candidate> best, Map<String, Double> votes) {
		Stream<Candidate> others = best.stream()
			.filter((candidate) -> !candidate.path().tokens().equals(first.path().tokens()));
		return new Selection(Stream.concat(Stream.of(first), others).toList(), votes);
	}

}
