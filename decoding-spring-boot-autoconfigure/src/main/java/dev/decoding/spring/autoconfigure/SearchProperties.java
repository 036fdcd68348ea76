package dev.decoding.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * How a text is searched for.
 *
 * @param strategy Name of the strategy; sampling if a temperature, top-k or top-p is set,
 * greedy search otherwise.
 */
public record SearchProperties(@Nullable String strategy) {

}
