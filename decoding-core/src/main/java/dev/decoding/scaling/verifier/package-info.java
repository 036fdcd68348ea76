/**
 * What judges answers and the steps of answers: heads on the model's hidden states, other
 * models, the model itself, its confidence, and rules.
 */
@NullMarked
package dev.decoding.scaling.verifier;

import org.jspecify.annotations.NullMarked;
