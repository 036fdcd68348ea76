/**
 * Markov chains: draws from what can only be computed up to a factor, by proposing a
 * change and accepting it with the right probability. Answers of a model are drawn so
 * that likely ones, or those that a verifier likes, become likelier still as a whole, not
 * token by token.
 */
@NullMarked
package dev.decoding.scaling.chain;

import org.jspecify.annotations.NullMarked;
