package dev.decoding.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * How a text is searched for.
 *
 * @param strategy Name of the strategy; sampling if a temperature or a truncation is set,
 * greedy search otherwise.
 * @param sampler How a token is drawn: 'categorical', 'gumbel', 'arithmetic', 'torch',
 * 'llama-cpp', or the name of a bean; 'categorical' when not set.
 */
public record SearchProperties(@Nullable String strategy, @Nullable String sampler) {

}
