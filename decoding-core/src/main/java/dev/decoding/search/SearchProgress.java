package dev.decoding.search;

/**
 * How far a search has come that takes long before it commits a token.
 *
 * @param stage what it is doing, in a word or two
 * @param done how many parts of it are done: samples, rounds, or whatever it counts
 * @param total how many parts there are at most
 * @param newTokens how many tokens it made so far, those of discarded answers included
 * @param best the best answer so far, or the empty text if there is none
 */
public record SearchProgress(String stage, int done, int total, int newTokens, String best) {
}
