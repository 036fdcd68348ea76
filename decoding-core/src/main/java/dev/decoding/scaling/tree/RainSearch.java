package dev.decoding.scaling.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout.Extension;
import dev.decoding.search.Pause;

/**
 * One search of {@link Rain}.
 */
final class RainSearch {

	private static final String PUNCTUATION = ",.?:;\n";

	/** A simulation ends where it can be judged. */
	private static final Pause PAUSE = (text, tokens) -> text.chars()
		.anyMatch((character) -> PUNCTUATION.indexOf(character) >= 0);

	/** Sets of each number of tokens are alike if they differ by less than that. */
	private static final double ALIKE = 0.03;

	private final ScalingRun run;

	private final Rain rain;

	/** All texts that were judged. */
	private final Map<TokenSequence, Candidate> judged = new LinkedHashMap<>();

	private final Map<TokenSequence, Embeddings> embeddings = new HashMap<>();

	/** The roots of all trees, of which the last one grows. */
	private final List<Node> roots = new ArrayList<>();

	private Node root;

	RainSearch(ScalingRun run, Rain rain) {
		this.run = run;
		this.rain = rain;
		this.root = Node.root(run.rollout().begin(1).get(0), 0);
		this.roots.add(this.root);
	}

	Selection run() {
		try {
			while (!this.root.path().isFinished() && !this.run.isInterrupted()) {
				search();
				if (!this.run.isInterrupted()) {
					commit(this.root.mostVisited());
				}
			}
			if (this.root.path().isFinished()) {
				judge(this.root.path());
			}
			return best();
		}
		finally {
			this.roots.forEach((tree) -> tree.note(this.run));
			int length = Math.max(1, this.root.path().tokens().generatedLength());
			this.run.rollout()
				.addGenerations(Math.max(0, Math.round((float) this.run.rollout().newTokens() / length) - 1));
		}
	}

	/**
	 * Search until one of the sets behind the root is good enough.
	 */
	private void search() {
		int most = this.rain.rounds().most(this.root.rounds());
		do {
			round();
			report();
		}
		while (!this.run.isInterrupted() && this.root.rounds() < most && !this.rain.rounds().isEnough(this.root));
	}

	private void commit(Node child) {
		if (this.rain.reusesSubtree()) {
			this.root = child;
			this.rain.tokenSets().smooth(child);
		}
		else {
			this.root = Node.root(child.path(), child.depth());
			this.roots.add(this.root);
		}
	}

	/**
	 * Go down the tree, simulate where it leads and continue it there, judge, and go back
	 * up.
	 */
	private void round() {
		Node leaf = leaf();
		Path simulated = leaf.path();
		if (!simulated.isFinished() && !this.run.isInterrupted()) {
			List<Extension> extensions = new ArrayList<>();
			boolean simulates = !endsWithPunctuation(simulated);
			if (simulates) {
				extensions.add(new Extension(simulated, PAUSE, null));
			}
			extensions.addAll(this.rain.tokenSets().extensions(leaf));
			List<Path> paths = this.run.rollout().extendEach(extensions);
			if (this.run.isInterrupted()) {
				return;
			}
			simulated = simulates ? paths.get(0) : simulated;
			expand(leaf, simulates ? paths.subList(1, paths.size()) : paths);
		}
		if (!this.run.isInterrupted()) {
			double value = this.rain.value(judge(simulated).score());
			learn(leaf, value, simulated);
		}
	}

	private void expand(Node leaf, List<Path> sets) {
		this.rain.tokenSets().expand(leaf, sets);
		if (leaf == this.root) {
			this.rain.tokenSets().smooth(leaf);
		}
	}

	private Node leaf() {
		Node node = this.root;
		while (!node.isLeaf()) {
			addSet(node);
			node = this.rain.puct().select(node);
		}
		return node;
	}

	/**
	 * Continue a node by one more set if all others are bad and alike.
	 */
	private void addSet(Node node) {
		List<Node> children = node.children();
		if (children.size() < this.rain.tokenSets().maxCandidates()
				&& children.stream().allMatch((child) -> child.value() < 0)
				&& Similarity.spread(children) < ALIKE * children.get(0).tokens()) {
			Path path = this.run.rollout().extendEach(List.of(this.rain.tokenSets().oneMore(node))).get(0);
			if (!this.run.isInterrupted()) {
				this.rain.tokenSets().add(node, path);
			}
		}
	}

	private static boolean endsWithPunctuation(Path path) {
		String text = path.decoded();
		return !text.isEmpty() && PUNCTUATION.indexOf(text.charAt(text.length() - 1)) >= 0;
	}

	private Candidate judge(Path path) {
		Candidate known = this.judged.get(path.tokens());
		if (known == null) {
			known = this.run.judge(this.rain.verifier(), this.rain.aggregation(), List.of(path)).get(0);
			this.judged.put(path.tokens(), known);
		}
		this.run.note(path, known.score());
		return known;
	}

	/**
	 * Let a leaf and all nodes before it learn what was found.
	 */
	private void learn(Node leaf, double value, Path simulated) {
		List<Node> nodes = new ArrayList<>();
		for (Node node = leaf; node != this.root && node != null; node = node.parent()) {
			nodes.add(node);
		}
		Similarity similarity = this.rain.similarity();
		List<double[]> units = (similarity != null && !nodes.isEmpty())
				? embed(simulated, nodes.stream().map(Node::start).toList(), similarity) : List.of();
		for (int i = 0; i < nodes.size(); i++) {
			Node node = nodes.get(i);
			node.visit();
			if (similarity != null) {
				node.embed(units.get(i));
				similarity.update(node, value);
			}
			node.learn(value, Backup.MEAN);
		}
		this.root.visit();
		this.root.learn(value, Backup.MEAN);
	}

	private List<double[]> embed(Path path, List<Integer> starts, Similarity similarity) {
		Embeddings known = this.embeddings.get(path.tokens());
		if (known == null
				|| !known.starts().subList(0, Math.min(starts.size(), known.starts().size())).equals(starts)) {
			known = new Embeddings(starts,
					similarity.embedder().embed(this.run, path, starts).stream().map(Similarity::unit).toList());
			this.embeddings.put(path.tokens(), known);
		}
		return known.units().subList(0, starts.size());
	}

	private void report() {
		Integer wanted = this.run.request().maxNewTokens();
		int room = this.run.lm().info().contextLength() - this.run.prompt().length();
		int most = (wanted != null) ? Math.min(wanted, room) : room;
		this.run.report("rewinding", this.root.path().tokens().generatedLength(), most, this::best);
	}

	/**
	 * Decide: the committed text if it has ended, otherwise the best one that begins so.
	 * All other complete texts come behind.
	 */
	private Selection best() {
		TokenSequence committed = this.root.path().tokens();
		Candidate winner = this.judged.get(committed);
		if (!this.root.path().isFinished() || winner == null) {
			List<Candidate> all = this.judged.values()
				.stream()
				.filter((candidate) -> candidate.path().tokens().startsWith(committed))
				.toList();
			Candidate complete = best(all.stream()
				.filter((candidate) -> candidate.path().isComplete() && candidate.score() >= 0.5)
				.toList());
			Candidate any = (complete != null) ? complete : best(all);
			winner = (any != null) ? any : this.run.candidate(this.root.path());
		}
		TokenSequence tokens = winner.path().tokens();
		Stream<Candidate> others = this.judged.values()
			.stream()
			.filter((candidate) -> candidate.path().isComplete() && !candidate.path().tokens().equals(tokens))
			.sorted(Comparator.comparingDouble(Candidate::score).reversed());
		return Selection.of(Stream.concat(Stream.of(winner), others).toList());
	}

	/**
	 * Return the candidate with the highest score, of several the first.
	 */
	private static @Nullable Candidate best(List<Candidate> candidates) {
		return candidates.stream().reduce((best, other) -> (other.score() > best.score()) ? other : best).orElse(null);
	}

	/**
	 * The embeddings of the ends of a text.
	 *
	 * @param starts how many tokens are before each end
	 * @param units the embeddings, of length 1
	 */
	private record Embeddings(List<Integer> starts, List<double[]> units) {
	}

}
