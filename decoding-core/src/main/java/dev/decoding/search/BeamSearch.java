package dev.decoding.search;

import dev.decoding.model.CausalLm;

/**
 * Follows several sequences at a time and keeps those that are most likely as a whole,
 * where greedy search commits to one.
 * <p>
 * Formula: in each step the <code>max(2, 1 + e) * numBeams</code> most likely
 * continuations of all beams are looked at, with <code>e</code> the number of end-of-text
 * tokens. Those of the first <code>numBeams</code> that end are finished, with the score
 * <code>sum(log p) / length^lengthPenalty</code>; of those that do not end,
 * <code>numBeams</code> go on. Processors run on log-probabilities, and what they leave
 * is not normalised again.
 * <p>
 * Edges: with one beam it finds what greedy search finds; a beam for which the processors
 * leave no token ends there without a result; of equal scores the earlier beam and then
 * the lower token come first.
 * <p>
 * Example: where the first token is <code>a</code> with probability 0.6 or <code>b</code>
 * with 0.4, and the second is split evenly in ten behind <code>a</code> but certain
 * behind <code>b</code>, greedy search finds a sequence of probability 0.06, and two
 * beams that of 0.4.
 * <p>
 * Cost: one call of the model a step, with one sequence a beam; the beams share the
 * computation of what they have in common.
 * <p>
 * Streaming: a token is told as soon as all beams and all finished sequences share it.
 * <p>
 * Source: Hugging Face's <code>generate</code> with <code>num_beams</code>.
 */
public final class BeamSearch implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "beam";

	private final BeamSettings settings;

	public BeamSearch(BeamSettings settings) {
		this.settings = settings;
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException also if more sequences are wanted than there are
	 * beams
	 */
	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		return new Beams(lm, request, listener, this.settings, CandidateSelection.HIGHEST).run();
	}

}
