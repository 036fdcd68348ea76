package dev.decoding.search;

import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.TokenSequence;

/**
 * What happens to a prompt that leaves no room for a token in the model's context.
 */
public enum Truncation {

	/** It is refused. */
	ERROR,

	/**
	 * Its oldest tokens are dropped, except a leading begin-of-text token, until there is
	 * room for the wanted number of new tokens, or half of the context if that is less.
	 */
	LEFT;

	/**
	 * Make a prompt fit.
	 * @param request the request
	 * @param model the model that is to continue its prompt
	 * @return the prompt, or what is left of it
	 * @throws ContextLengthExceededException if it does not fit and must not be truncated
	 */
	TokenSequence fit(GenerationRequest request, ModelInfo model) {
		TokenSequence prompt = request.prompt();
		int context = model.contextLength();
		if (prompt.length() < context) {
			return prompt;
		}
		if (this == ERROR || context < 2) {
			throw new ContextLengthExceededException(prompt.length(), context,
					"At least one must be left for an answer: shorten the prompt, or let it be truncated from the left");
		}
		int wanted = (request.maxNewTokens() != null) ? request.maxNewTokens() : context;
		int kept = context - Math.min(wanted, context / 2);
		Integer begin = model.beginOfTextToken();
		if (begin == null || begin != prompt.get(0)) {
			return TokenSequence.of(prompt.toArray(prompt.length() - kept, prompt.length()));
		}
		return TokenSequence.of(begin)
			.append(prompt.toArray(prompt.length() - kept + 1, prompt.length()))
			.withPromptLength(kept);
	}

}
