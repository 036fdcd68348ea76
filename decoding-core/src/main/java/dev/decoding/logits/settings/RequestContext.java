package dev.decoding.logits.settings;

import java.util.Collection;
import java.util.List;

import dev.decoding.logits.llamacpp.RandomNumbers;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What processors must know of a request beside their settings.
 */
public interface RequestContext {

	/**
	 * Return the tokenizer, where a processor works on texts.
	 * @return the tokenizer
	 */
	Tokenizer tokenizer();

	/**
	 * Return the tokens that end the text.
	 * @return the token ids
	 */
	List<Integer> endOfTextTokens();

	/**
	 * Return the most tokens of prompt and text together.
	 * @return the number of tokens
	 */
	int maxLength();

	/**
	 * Return the most tokens behind the prompt.
	 * @return the number of tokens, or {@code null} if only {@link #maxLength} counts
	 */
	default @Nullable Integer maxNewTokens() {
		return null;
	}

	/**
	 * Return whether tokens are drawn; otherwise the likeliest is taken.
	 * @return whether processors that make sense only then are used
	 */
	default boolean isSampling() {
		return true;
	}

	/**
	 * Return how many tokens a truncation must leave.
	 * @return the number of tokens, at least 1
	 */
	default int minTokensToKeep() {
		return 1;
	}

	/**
	 * Return how many tokens are the prompt.
	 * @return the number of tokens, or {@code null} to take it from the sequence
	 */
	default @Nullable Integer promptLength() {
		return null;
	}

	/**
	 * Return what counts as the prompt for the processors that Hugging Face gives the
	 * input of an encoder.
	 * @return the token ids, or {@code null} for the prompt itself
	 */
	default @Nullable List<Integer> encoderTokens() {
		return null;
	}

	/**
	 * Return where llama.cpp's processors take random numbers from.
	 * @return the random numbers
	 */
	default RandomNumbers randomNumbers() {
		return RandomNumbers.OF_REQUEST;
	}

	/**
	 * Return the context of a request to a model.
	 * @param lm the model
	 * @param endOfTextTokens the tokens that end the text
	 * @param maxNewTokens the most tokens to generate, or {@code null} for as many as the
	 * model's context holds
	 * @param sampling whether tokens are drawn
	 * @return the context
	 */
	static RequestContext of(CausalLm lm, Collection<Integer> endOfTextTokens, @Nullable Integer maxNewTokens,
			boolean sampling) {
		return new ModelRequestContext(lm, List.copyOf(endOfTextTokens), maxNewTokens, sampling);
	}

}
