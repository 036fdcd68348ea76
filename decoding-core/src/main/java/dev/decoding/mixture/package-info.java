/**
 * Models made of models: each is a {@link dev.decoding.model.CausalLm} that asks one or
 * several others, so that every strategy and every processor runs on it unchanged.
 */
@NullMarked
package dev.decoding.mixture;

import org.jspecify.annotations.NullMarked;
