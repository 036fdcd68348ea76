/**
 * Search: the strategies that turn a prompt into text, token by token, over any
 * {@link dev.decoding.model.CausalLm}. A {@link dev.decoding.search.GenerationRequest}
 * goes in, a {@link dev.decoding.search.GenerationResult} comes out.
 */
@NullMarked
package dev.decoding.search;

import org.jspecify.annotations.NullMarked;
