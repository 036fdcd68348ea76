package dev.decoding.scaling.tree;

import java.util.List;
import java.util.Objects;

/**
 * Lets a node of the tree of {@link Rain} learn from siblings that mean the same.
 * <p>
 * Formula: where something of the value <code>s</code> was found behind a node whose
 * embedding has the cosine <code>c</code> with that of a sibling, and <code>c</code> is
 * above the threshold, the sibling's value becomes
 * <code>(v * n + weight * c * s) / (n + weight * c)</code> and its visits <code>n</code>
 * become <code>n + weight * c</code>. The embedding of a node is the mean of those of all
 * texts that were simulated from it on, each of length 1.
 *
 * @param weight what part of a visit is counted to a sibling that means exactly the same,
 * from 0 to 1
 * @param threshold how alike they must be, a cosine from -1 to 1
 * @param embedder tells what texts mean
 */
public record Similarity(double weight, double threshold, Embedder embedder) {

	/** As in the paper, by the hidden states of the model itself. */
	public static final Similarity STANDARD = new Similarity(0.2, 0.95, new HiddenStateEmbedder());

	public Similarity {
		if (!(weight >= 0 && weight <= 1)) {
			throw new IllegalArgumentException("'similarityWeight' is %s but must be from 0 to 1".formatted(weight));
		}
		if (!(threshold >= -1 && threshold <= 1)) {
			throw new IllegalArgumentException(
					"'similarityThreshold' is %s but must be from -1 to 1".formatted(threshold));
		}
	}

	/**
	 * Let the siblings of a node learn what was found behind it.
	 */
	void update(Node node, double found) {
		Node parent = node.parent();
		double[] embedding = node.embedding();
		if (parent == null || embedding == null) {
			return;
		}
		for (Node sibling : parent.children()) {
			double[] other = sibling.embedding();
			if (sibling != node && other != null) {
				double cosine = cosine(embedding, other);
				if (cosine > this.threshold && cosine > 0) {
					sibling.learnFromSibling(found, this.weight * cosine);
				}
			}
		}
	}

	static double cosine(double[] a, double[] b) {
		double product = 0;
		double lengthA = 0;
		double lengthB = 0;
		for (int i = 0; i < a.length; i++) {
			product += a[i] * b[i];
			lengthA += a[i] * a[i];
			lengthB += b[i] * b[i];
		}
		return (product != 0) ? product / Math.sqrt(lengthA * lengthB) : 0;
	}

	/**
	 * Return a vector that points the same way and has the length 1; 0 stays 0.
	 */
	static double[] unit(float[] vector) {
		double length = 0;
		for (float element : vector) {
			length += (double) element * element;
		}
		double[] unit = new double[vector.length];
		for (int i = 0; i < unit.length; i++) {
			unit[i] = (length > 0) ? vector[i] / Math.sqrt(length) : 0;
		}
		return unit;
	}

	/**
	 * Return how much the embeddings of nodes differ.
	 * @param nodes the nodes
	 * @return the length of the vector of the variances of each element, not a number if
	 * a node has no embedding or there are less than two
	 */
	static double spread(List<Node> nodes) {
		if (nodes.size() < 2 || nodes.stream().anyMatch((node) -> node.embedding() == null)) {
			return Double.NaN;
		}
		List<double[]> embeddings = nodes.stream().map((node) -> Objects.requireNonNull(node.embedding())).toList();
		double squares = 0;
		for (int i = 0; i < embeddings.get(0).length; i++) {
			int element = i;
			double mean = embeddings.stream().mapToDouble((embedding) -> embedding[element]).average().orElse(0);
			double variance = embeddings.stream()
				.mapToDouble((embedding) -> (embedding[element] - mean) * (embedding[element] - mean))
				.sum() / (embeddings.size() - 1);
			squares += variance * variance;
		}
		return Math.sqrt(squares);
	}

}
