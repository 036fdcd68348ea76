package dev.decoding.scaling.tree;

import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;

/**
 * Grows a tree of steps, goes on where they are promising or have rarely been tried, and
 * lets earlier steps learn from later ones.
 * <p>
 * Formula: a simulation goes down the tree by the highest
 * <code>v + c * p * sqrt(sum of n) / (1 + n)</code> (PUCT) to a text that has no steps
 * behind it, draws some, and has each evaluated: by the verifier's score of the text up
 * to there, or of where a rollout leads. Each score counts as one visit <code>n</code> of
 * the step and of all before it, whose value <code>v</code> is the mean or the maximum.
 * The prior <code>p</code> of a step is the share of the draws that it was.
 * <p>
 * Edges: equal steps are one; a simulation that goes down to a text that has ended counts
 * its score once more. Of steps with equal scores the one with the higher prior is
 * chosen, of those the earlier one. Where several sequences are wanted, the next are the
 * other complete texts, best first. If no text is complete, or the most visited way down
 * leads to none, it is continued to its end. If the search is interrupted, it is decided
 * in the same way, but nothing is continued.
 * <p>
 * Example: with two steps of the priors 0.5 and 0.5, three visits and one, the values 0.7
 * and 0.6, and <code>c = 1</code>, the second one is tried next:
 * <code>0.6 + 0.5 * 2 / 2 = 1.1</code> against <code>0.7 + 0.5 * 2 / 4 = 0.95</code>.
 * <p>
 * Cost: a simulation draws all its steps at once, with one call of the model a token,
 * likewise the rollouts, and has one call of the verifier. Each step beyond the first
 * behind a text counts as another answer that was begun.
 * <p>
 * Source: Rosin, <i>Multi-armed Bandits with Episode Context</i>, 2011; Silver et al.,
 * <i>Mastering the Game of Go without Human Knowledge</i>, 2017.
 */
public final class MonteCarloTreeSearch implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "mcts";

	/** How many simulations there are. */
	public static final int DEFAULT_SIMULATIONS = 16;

	/** How many steps are drawn behind a text. */
	public static final int DEFAULT_EXPANSIONS = 4;

	/** How much to explore. */
	public static final double DEFAULT_EXPLORATION_WEIGHT = 1;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	private final int simulations;

	private final int expansions;

	private final Puct puct;

	private final LeafEvaluation evaluation;

	private final Backup backup;

	private final FinalChoice choice;

	/**
	 * Search with the usual settings.
	 * @param verifier judges steps
	 */
	public MonteCarloTreeSearch(Verifier verifier) {
		this(verifier, StepAggregation.LAST, DEFAULT_SIMULATIONS, DEFAULT_EXPANSIONS, DEFAULT_EXPLORATION_WEIGHT,
				LeafEvaluation.STEP, Backup.MEAN, FinalChoice.VOTE);
	}

	/**
	 * Set how to search.
	 * @param verifier judges steps or complete texts
	 * @param aggregation how its scores of steps become one, if it has such
	 * @param simulations how many simulations, at least 1
	 * @param expansions how many steps to draw behind a text, at least 1
	 * @param explorationWeight how much to explore: <code>c</code>, at least 0
	 * @param evaluation what the verifier judges
	 * @param backup what a step learns from those behind it
	 * @param choice what to decide by
	 */
	public MonteCarloTreeSearch(Verifier verifier, StepAggregation aggregation, int simulations, int expansions,
			double explorationWeight, LeafEvaluation evaluation, Backup backup, FinalChoice choice) {
		if (simulations < 1) {
			throw new IllegalArgumentException("'simulations' is %d but must be at least 1".formatted(simulations));
		}
		if (expansions < 1) {
			throw new IllegalArgumentException("'expansions' is %d but must be at least 1".formatted(expansions));
		}
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.simulations = simulations;
		this.expansions = expansions;
		this.puct = new Puct(explorationWeight, false);
		this.evaluation = evaluation;
		this.backup = backup;
		this.choice = choice;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.verifier.prepare(request);
	}

	@Override
	public Selection search(ScalingRun run) {
		return new StepTree(run, this).search();
	}

	Verifier verifier() {
		return this.verifier;
	}

	StepAggregation aggregation() {
		return this.aggregation;
	}

	int simulations() {
		return this.simulations;
	}

	int expansions() {
		return this.expansions;
	}

	Puct puct() {
		return this.puct;
	}

	LeafEvaluation evaluation() {
		return this.evaluation;
	}

	Backup backup() {
		return this.backup;
	}

	FinalChoice choice() {
		return this.choice;
	}

}
