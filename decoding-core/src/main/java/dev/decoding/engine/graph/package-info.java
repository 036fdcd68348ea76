/**
 * A model's graph: its TorchScript source, its weights, and one forward a step over a
 * ragged batch.
 */
@NullMarked
package dev.decoding.engine.graph;

import org.jspecify.annotations.NullMarked;
