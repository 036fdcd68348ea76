package dev.decoding.scaling.tree;

/**
 * How {@link MonteCarloTreeSearch} finds out what a step is worth.
 */
public enum LeafEvaluation {

	/** The verifier judges the text up to there, as one that judges steps can. */
	STEP,

	/** The text is continued to its end, and the verifier judges that. */
	ROLLOUT

}
