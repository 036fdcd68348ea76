package dev.decoding.search;

import dev.decoding.model.CausalLm;

/**
 * How a text is made from a model. Implementations are safe for use by several threads.
 */
public interface SearchStrategy {

	/**
	 * Return the name under which the strategy is configured and measured.
	 * @return the name in kebab case
	 */
	String name();

	/**
	 * Continue a prompt, on the calling thread. A cancelled generation is a result, not
	 * an exception: its unfinished sequences end with {@link FinishReason#CANCELLED}.
	 * @param lm the model
	 * @param request what is wanted
	 * @param listener told of each token as it is committed, on the calling thread
	 * @return the finished sequences
	 * @throws dev.decoding.model.ContextLengthExceededException if the prompt leaves no
	 * room for a token and the request's truncation is {@link Truncation#ERROR}
	 * @throws dev.decoding.logits.InvalidLogitsException if no token can be chosen
	 * @throws IllegalArgumentException if the strategy cannot serve the request
	 */
	GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener);

	/**
	 * Continue a prompt without listening.
	 * @param lm the model
	 * @param request what is wanted
	 * @return the finished sequences
	 */
	default GenerationResult generate(CausalLm lm, GenerationRequest request) {
		return generate(lm, request, GenerationListener.NONE);
	}

}
