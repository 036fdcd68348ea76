package dev.decoding.search;

/**
 * How well tokens were guessed in a generation, and what guessing took.
 *
 * @param rounds how often the guess for a sequence was checked; each time the model adds
 * one token of its own
 * @param draftedTokens how many tokens were guessed
 * @param acceptedTokens how many of them are in the sequences
 * @param draftCalls the calls of a draft model's
 * {@link dev.decoding.model.CausalLm#evaluate}, which {@link Cost} does not count
 * @param draftForwardTokens the tokens that were run through a draft model, likewise
 */
public record Speculation(int rounds, int draftedTokens, int acceptedTokens, int draftCalls, long draftForwardTokens) {

	/**
	 * Return the share of the guessed tokens that were accepted.
	 * @return the share, from 0 to 1; 0 if none were guessed
	 */
	public double acceptanceRate() {
		return (this.draftedTokens > 0) ? (double) this.acceptedTokens / this.draftedTokens : 0;
	}

}
