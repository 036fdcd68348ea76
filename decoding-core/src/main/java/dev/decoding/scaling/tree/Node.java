package dev.decoding.scaling.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.ScalingRun;
import dev.decoding.search.Path;

/**
 * A beginning of an answer, and what a search has learnt of it.
 */
final class Node {

	/** Most visited first, then best, then earliest. */
	private static final Comparator<Node> MOST_VISITED = Comparator.comparingDouble(Node::visits)
		.thenComparingDouble(Node::value);

	private final Path path;

	private final @Nullable Node parent;

	private final int depth;

	private final List<Node> children = new ArrayList<>();

	private double prior;

	/** How often the search came by, what is learnt of siblings included. */
	private double visits;

	/** How often the search itself came by. */
	private int rounds;

	private double value;

	private double @Nullable [] embedding;

	private Node(Path path, @Nullable Node parent, int depth, double prior) {
		this.path = path;
		this.parent = parent;
		this.depth = depth;
		this.prior = prior;
	}

	static Node root(Path path, int depth) {
		return new Node(path, null, depth, 1);
	}

	Node add(Path path, double prior) {
		Node child = new Node(path, this, this.depth + 1, prior);
		this.children.add(child);
		return child;
	}

	Path path() {
		return this.path;
	}

	@Nullable Node parent() {
		return this.parent;
	}

	/**
	 * Return how many nodes are before this one since the answer began.
	 */
	int depth() {
		return this.depth;
	}

	List<Node> children() {
		return this.children;
	}

	boolean isLeaf() {
		return this.children.isEmpty();
	}

	/**
	 * Return how many generated tokens are before those of this node.
	 */
	int start() {
		return (this.parent != null) ? this.parent.path.tokens().generatedLength() : 0;
	}

	int tokens() {
		return this.path.tokens().generatedLength() - start();
	}

	double prior() {
		return this.prior;
	}

	void setPrior(double prior) {
		this.prior = prior;
	}

	double visits() {
		return this.visits;
	}

	int rounds() {
		return this.rounds;
	}

	double value() {
		return this.value;
	}

	/**
	 * Return the mean embedding of what was made from here on, or {@code null} if the
	 * search has not come by.
	 */
	double @Nullable [] embedding() {
		return this.embedding;
	}

	/**
	 * Count that the search came by.
	 */
	void visit() {
		this.visits++;
		this.rounds++;
	}

	/**
	 * Learn what was found behind this node, which was {@linkplain #visit counted}
	 * before.
	 */
	void learn(double found, Backup backup) {
		this.value = backup.apply(this.value, this.visits, this.rounds, found);
	}

	/**
	 * Learn what was found behind a sibling that is alike.
	 * @param found what was found
	 * @param weight how much of a visit it is worth
	 */
	void learnFromSibling(double found, double weight) {
		double before = this.visits;
		this.visits += weight;
		this.value = (this.value * before + weight * found) / this.visits;
	}

	/**
	 * Learn the embedding of a text from here on, in a round that was counted before.
	 */
	void embed(double[] unit) {
		if (this.embedding == null) {
			this.embedding = unit.clone();
			return;
		}
		for (int i = 0; i < unit.length; i++) {
			this.embedding[i] += (unit[i] - this.embedding[i]) / this.rounds;
		}
	}

	/**
	 * Return the child that the search came by most often, of several the one with the
	 * highest value, and of those the first.
	 */
	Node mostVisited() {
		Node most = this.children.get(0);
		for (Node child : this.children) {
			if (MOST_VISITED.compare(child, most) > 0) {
				most = child;
			}
		}
		return most;
	}

	/**
	 * Note this node and all below it in the trace.
	 */
	void note(ScalingRun run) {
		List<Node> nodes = new ArrayList<>(List.of(this));
		for (int i = 0; i < nodes.size(); i++) {
			Node node = nodes.get(i);
			run.noteVisits(node.path, node.prior, node.visits, node.value);
			nodes.addAll(node.children);
		}
	}

}
