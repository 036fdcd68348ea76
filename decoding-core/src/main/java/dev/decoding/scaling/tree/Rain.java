package dev.decoding.scaling.tree;

import org.jspecify.annotations.Nullable;

import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;

/**
 * Rewindable auto-regressive inference: continues the text by sets of tokens, simulates
 * where they lead, lets a judge evaluate that, goes back and tries others, and commits to
 * the set that was tried most once it is good enough; then searches on from there, until
 * the answer ends. With the model as its own judge nothing needs to be trained.
 * <p>
 * Formula: a round goes down the tree by the highest
 * <code>v + c * p * sqrt(sum of n) / (1 + n)</code>, see {@link TokenSets} for the prior
 * <code>p</code>; simulates the text from there to the next of <code>, . ? : ;</code>,
 * the end of the line, or the end; and has it judged, which gives
 * <code>s = 2 * score - 1</code>. The value <code>v</code> of each node that was passed
 * is the mean of all <code>s</code> behind it, <code>n</code> their number;
 * {@link Similarity} lets siblings learn from it. {@link Rounds} says when to commit.
 * <p>
 * Edges: of nodes with equal scores the one with the higher prior is chosen, of those the
 * earlier one. The same text is judged once. Where all sets of a node have been tried,
 * all have values below 0, and their embeddings hardly differ, one more is made. Sets are
 * drawn from the processed scores whatever the sampler of the request; simulations are
 * drawn by it. If the search is interrupted, the result is a complete answer that begins
 * with what was committed and that the judge rather likes than not, of several the one it
 * likes best; without any, the judge's favourite of all simulated texts that begin so, as
 * far as it goes.
 * <p>
 * Example: with two sets of the priors 0.6 and 0.4, three visits and one, the values -0.5
 * and 0.5, and <code>c = 2</code>, the second one is tried next:
 * <code>0.5 + 2 * 0.4 * 2 / 2 = 1.3</code> against
 * <code>-0.5 + 2 * 0.6 * 2 / 4 = 0.1</code>.
 * <p>
 * Cost: a round makes the simulation and all sets behind it at once, with one call of the
 * model a token; then there is one call of the judge, and one of the embedder. There is
 * no number of answers that were begun: <code>generations</code> is how many answers of
 * the length of the result all tokens would make.
 * <p>
 * Source: Li, Wei, Zhang, Zhang, <i>RAIN: Your Language Models Can Align Themselves
 * without Finetuning</i>, 2024, and its reference implementation. That one differs from
 * the paper in what can be set here: it maps values to 0 to 1 and gives nodes that were
 * not visited the lowest one (<code>normalizeValues</code>), smoothes the priors at the
 * root (<code>uniformShare</code>), and makes votes of what the judge says
 * (<code>hardVotes</code>).
 */
public final class Rain implements ScalingAlgorithm {

	/** The name of the algorithm. */
	public static final String NAME = "rain";

	/** How much to explore, in the paper. */
	public static final double DEFAULT_EXPLORATION_WEIGHT = 2;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	private final boolean hardVotes;

	private final TokenSets tokenSets;

	private final Puct puct;

	private final @Nullable Similarity similarity;

	private final Rounds rounds;

	private final boolean reuseSubtree;

	/**
	 * Search as in the paper.
	 * @param verifier judges simulated texts
	 */
	public Rain(Verifier verifier) {
		this(verifier, StepAggregation.LAST, false, TokenSets.STANDARD, DEFAULT_EXPLORATION_WEIGHT, false,
				Similarity.STANDARD, Rounds.STANDARD, true);
	}

	/**
	 * Set how to search.
	 * @param verifier judges simulated texts
	 * @param aggregation how its scores of steps become one, if it has such
	 * @param hardVotes whether a score above one half counts as 1, and one below as 0
	 * @param tokenSets how the text is continued
	 * @param explorationWeight how much to explore: <code>c</code>, at least 0
	 * @param normalizeValues whether values count from 0 to 1 where nodes are chosen, and
	 * those of nodes that were not visited as 0
	 * @param similarity what nodes learn from siblings, or {@code null} for nothing; then
	 * no embedder is asked, and no set is made where all are bad and alike
	 * @param rounds when to commit to a set
	 * @param reuseSubtree whether to keep what is known of what is behind a set once it
	 * is committed to
	 */
	public Rain(Verifier verifier, StepAggregation aggregation, boolean hardVotes, TokenSets tokenSets,
			double explorationWeight, boolean normalizeValues, @Nullable Similarity similarity, Rounds rounds,
			boolean reuseSubtree) {
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.hardVotes = hardVotes;
		this.tokenSets = tokenSets;
		this.puct = new Puct(explorationWeight, normalizeValues);
		this.similarity = similarity;
		this.rounds = rounds;
		this.reuseSubtree = reuseSubtree;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.verifier.prepare(request);
	}

	@Override
	public Selection search(ScalingRun run) {
		return new RainSearch(run, this).run();
	}

	Verifier verifier() {
		return this.verifier;
	}

	StepAggregation aggregation() {
		return this.aggregation;
	}

	TokenSets tokenSets() {
		return this.tokenSets;
	}

	Puct puct() {
		return this.puct;
	}

	@Nullable Similarity similarity() {
		return this.similarity;
	}

	Rounds rounds() {
		return this.rounds;
	}

	boolean reusesSubtree() {
		return this.reuseSubtree;
	}

	/**
	 * Return the value of a text.
	 * @param score what the judge thinks of it, from 0 to 1
	 * @return the value, from -1 to 1
	 */
	double value(double score) {
		double value = 2 * score - 1;
		return this.hardVotes ? Math.signum(value) : value;
	}

}
