/**
 * What every strategy needs of a language model, and nothing else: token sequences as
 * immutable values, one batched {@link dev.decoding.model.CausalLm#evaluate evaluate},
 * text to tokens and back. No implementation of a model lives here.
 */
@NullMarked
package dev.decoding.model;

import org.jspecify.annotations.NullMarked;
