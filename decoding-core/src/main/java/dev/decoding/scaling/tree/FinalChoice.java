package dev.decoding.scaling.tree;

/**
 * What {@link MonteCarloTreeSearch} decides by.
 */
public enum FinalChoice {

	/** The way down the tree that was tried most. */
	VISITS,

	/** The complete text with the highest score. */
	VALUE,

	/**
	 * The answer whose complete texts have the highest sum of scores, and of those the
	 * one with the highest score.
	 */
	VOTE

}
