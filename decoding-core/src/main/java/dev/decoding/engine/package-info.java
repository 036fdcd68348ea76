/**
 * The engine: runs checkpoints of the Hugging Face layout inside the JVM, on DJL's
 * PyTorch, behind {@link dev.decoding.model.CausalLm}.
 */
@NullMarked
package dev.decoding.engine;

import org.jspecify.annotations.NullMarked;
