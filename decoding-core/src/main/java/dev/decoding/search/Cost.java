package dev.decoding.search;

/**
 * What a generation took: the prompt, and five counters. No one of them tells how
 * expensive a method is. Counted in generations, a beam search costs as much as as many
 * samples, though it reads the prompt once; counted in forward tokens, a method that
 * reads its own answers again costs what it takes.
 *
 * @param promptTokens the tokens of the prompt, behind truncation
 * @param cachedPromptTokens how many of them were found in the cache
 * @param generations the answers that were begun: one for each sample, beam, path or
 * revision, whether it is returned or not
 * @param newTokens the tokens that answers were continued with, those of answers that are
 * not returned and forced ones included; neither rejected guesses nor tokens that were
 * only compared with others
 * @param forwardTokens the tokens that were run through the model, or through all models
 * of a mixture: those of prompts that were not found in the cache, and those that were
 * rejected or run again, included
 * @param modelCalls the calls of {@link dev.decoding.model.CausalLm#evaluate}, which come
 * one after the other, those for judging included
 * @param verifierTokens the tokens that were run through a model to judge answers, which
 * <code>forwardTokens</code> does not count; what a draft model guesses with is no
 * judgement, see {@link Speculation}
 */
public record Cost(int promptTokens, int cachedPromptTokens, int generations, int newTokens, long forwardTokens,
		int modelCalls, long verifierTokens) {

	/** Nothing. */
	public static final Cost NONE = new Cost(0, 0, 0, 0, 0, 0, 0);

	/**
	 * Return what this and something else take together.
	 * @param other the cost of the other
	 * @return the sum of each number, that of the prompt's tokens too
	 * @throws ArithmeticException if a number is too great
	 */
	public Cost plus(Cost other) {
		return new Cost(Math.addExact(this.promptTokens, other.promptTokens),
				Math.addExact(this.cachedPromptTokens, other.cachedPromptTokens),
				Math.addExact(this.generations, other.generations), Math.addExact(this.newTokens, other.newTokens),
				Math.addExact(this.forwardTokens, other.forwardTokens),
				Math.addExact(this.modelCalls, other.modelCalls),
				Math.addExact(this.verifierTokens, other.verifierTokens));
	}

}
