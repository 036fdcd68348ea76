package dev.decoding.scaling.tree;

/**
 * How long {@link Rain} searches before it commits to a set of tokens: until its value
 * reaches a threshold, but not less than some rounds, and not more than some others.
 *
 * @param minRounds how many rounds at least, 1 or more
 * @param maxRounds how many rounds at most, at least <code>minRounds</code>
 * @param valueThreshold the value of the most visited set that is enough, from -1 to 1
 */
public record Rounds(int minRounds, int maxRounds, double valueThreshold) {

	/** As in the paper, for dialogues. */
	public static final Rounds STANDARD = new Rounds(6, 50, 0.8);

	/** How many rounds there can be at least where those of a subtree are counted. */
	private static final int MOST_AFTER_REUSE = 15;

	public Rounds {
		if (minRounds < 1) {
			throw new IllegalArgumentException("'minRounds' is %d but must be at least 1".formatted(minRounds));
		}
		if (maxRounds < minRounds) {
			throw new IllegalArgumentException(
					"'maxRounds' is %d but must be at least 'minRounds', which is %d".formatted(maxRounds, minRounds));
		}
		if (!(valueThreshold >= -1 && valueThreshold <= 1)) {
			throw new IllegalArgumentException(
					"'valueThreshold' is %s but must be from -1 to 1".formatted(valueThreshold));
		}
	}

	/**
	 * Return how many rounds a root may have.
	 * @param before how many it has as part of the tree before
	 */
	int most(int before) {
		return Math.max(this.maxRounds, before + Math.min(MOST_AFTER_REUSE, this.maxRounds));
	}

	boolean isEnough(Node root) {
		if (root.rounds() < this.minRounds || root.isLeaf()) {
			return false;
		}
		Node best = root.mostVisited();
		return best.visits() > 0 && best.value() >= this.valueThreshold;
	}

}
