package dev.decoding.search;

import java.util.Arrays;

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
	Prompt fit(GenerationRequest request, ModelInfo model) {
		TokenSequence prompt = request.prompt();
		int context = model.contextLength();
		int least = Math.max(1, request.forcedPrefix().size());
		if (prompt.length() + least <= context) {
			return new Prompt(prompt, request.attentionMask());
		}
		int wanted = (request.maxNewTokens() != null) ? request.maxNewTokens() : context;
		int kept = context - Math.max(least, Math.min(wanted, context / 2));
		if (this == ERROR || kept < 1) {
			throw new ContextLengthExceededException(prompt.length(), context,
					"At least %s must be left for an answer: shorten the prompt, or let it be truncated from the left"
						.formatted((least > 1) ? least : "one"));
		}
		Integer begin = model.beginOfTextToken();
		boolean[] seen = request.attentionMask();
		if (begin == null || begin != prompt.get(0)) {
			int from = prompt.length() - kept;
			return new Prompt(TokenSequence.of(prompt.toArray(from, prompt.length())),
					(seen != null) ? Arrays.copyOfRange(seen, from, seen.length) : null);
		}
		int from = prompt.length() - kept + 1;
		return new Prompt(TokenSequence.of(begin).append(prompt.toArray(from, prompt.length())).withPromptLength(kept),
				(seen != null) ? withFirst(seen[0], Arrays.copyOfRange(seen, from, seen.length)) : null);
	}

	private static boolean[] withFirst(boolean first, boolean[] others) {
		boolean[] all = new boolean[others.length + 1];
		all[0] = first;
		System.arraycopy(others, 0, all, 1, others.length);
		return all;
	}

}
