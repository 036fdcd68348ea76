package dev.decoding.scaling.chain;

import dev.decoding.logits.RandomStream;

/**
 * Which proposals a {@link MarkovChain} accepts.
 */
public enum Acceptance {

	/**
	 * So many that the target is what is drawn: <code>ln U &lt; delta</code>, where
	 * <code>U</code> is uniform from 0 to 1 and <code>delta</code> what the log-density
	 * gains by the way there, less how much likelier that way is than the way back.
	 */
	METROPOLIS_HASTINGS {

		@Override
		boolean accepts(double gain, Proposal.Move<?> move, RandomStream random) {
			return Math.log(random.nextDouble()) < gain + move.logBackward() - move.logForward();
		}

	},

	/** Those that are likelier: the chain climbs instead of drawing. */
	ASCENT {

		@Override
		boolean accepts(double gain, Proposal.Move<?> move, RandomStream random) {
			return gain > 0;
		}

	};

	/**
	 * Decide.
	 * @param gain by how much the log-density of the proposed state exceeds the present
	 * one's
	 * @param move the proposal
	 * @param random the random numbers of this step
	 * @return whether to go there
	 */
	abstract boolean accepts(double gain, Proposal.Move<?> move, RandomStream random);

}
