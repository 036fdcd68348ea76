/**
 * Test-time compute that draws several answers to a prompt and makes one of them: by
 * votes, by verifiers, by the model's own confidence, or by asking the model which one
 * agrees most with the others.
 */
@NullMarked
package dev.decoding.scaling.vote;

import org.jspecify.annotations.NullMarked;
