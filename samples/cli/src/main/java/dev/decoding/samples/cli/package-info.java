/**
 * A command line on the starter: generate, look at logits and tokens, chat, and measure.
 * One command a class; {@link dev.decoding.samples.cli.ModelSource} is where they get
 * their model from.
 */
@NullMarked
package dev.decoding.samples.cli;

import org.jspecify.annotations.NullMarked;
