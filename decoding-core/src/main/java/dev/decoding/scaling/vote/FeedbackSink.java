package dev.decoding.scaling.vote;

import org.jspecify.annotations.Nullable;

/**
 * Is told of answers that did not pass a verifier, to be logged or learnt from. Called by
 * the thread of the request; implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface FeedbackSink {

	/** Tells nobody. */
	FeedbackSink NONE = (rejection) -> {
	};

	/**
	 * Take an answer that did not pass.
	 * @param rejection the answer, and what was returned instead
	 */
	void accept(Rejection rejection);

	/**
	 * An answer that did not pass.
	 *
	 * @param prompt the prompt as text, without special tokens
	 * @param text the text of the answer
	 * @param score what the verifier thinks of it, from 0 to 1
	 * @param replacement the text that was returned instead, or {@code null} if none
	 * passed and there is no other model
	 */
	record Rejection(String prompt, String text, double score, @Nullable String replacement) {
	}

}
