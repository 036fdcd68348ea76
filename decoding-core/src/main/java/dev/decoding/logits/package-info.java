/**
 * Logits processors: what changes the scores of the next token before one is chosen, and
 * how it is chosen. One processor a file, with Hugging Face's semantics.
 */
@NullMarked
package dev.decoding.logits;

import org.jspecify.annotations.NullMarked;
