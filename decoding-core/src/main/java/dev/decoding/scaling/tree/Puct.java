package dev.decoding.scaling.tree;

/**
 * Which way a search goes down its tree: where values are high, and where it has rarely
 * been in comparison with how likely the way is.
 * <p>
 * Formula: the child with the highest
 * <code>value + c * prior * sqrt(sum of its siblings' visits and its own) / (1 + visits)</code>,
 * of several the one with the highest prior, and of those the first.
 *
 * @param explorationWeight <code>c</code>
 * @param normalizeValues whether values from -1 to 1 are mapped to 0 to 1, while a node
 * that was not visited has the value 0
 */
record Puct(double explorationWeight, boolean normalizeValues) {

	Puct {
		if (!(explorationWeight >= 0 && explorationWeight < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException(
					"'explorationWeight' is %s but must be a number of at least 0".formatted(explorationWeight));
		}
	}

	Node select(Node parent) {
		double all = parent.children().stream().mapToDouble(Node::visits).sum();
		Node best = parent.children().get(0);
		double highest = score(best, all);
		for (Node child : parent.children()) {
			double score = score(child, all);
			if (score > highest || (score == highest && child.prior() > best.prior())) {
				best = child;
				highest = score;
			}
		}
		return best;
	}

	/**
	 * Return what a node is chosen by.
	 * @param node the node
	 * @param all the visits of all children of its parent
	 */
	double score(Node node, double all) {
		return value(node) + this.explorationWeight * node.prior() * Math.sqrt(all) / (1 + node.visits());
	}

	private double value(Node node) {
		if (node.visits() == 0) {
			return 0;
		}
		return this.normalizeValues ? (node.value() + 1) / 2 : node.value();
	}

}
