package dev.decoding.search;

/**
 * What a generation took.
 *
 * @param promptTokens the tokens of the prompt, behind truncation
 * @param cachedPromptTokens how many of them were found in the cache
 * @param newTokens the generated and forced tokens of all sequences
 * @param modelCalls the calls of {@link dev.decoding.model.CausalLm#evaluate}
 * @param forwardTokens the tokens that were run through the model
 */
public record Cost(int promptTokens, int cachedPromptTokens, int newTokens, int modelCalls, long forwardTokens) {
}
