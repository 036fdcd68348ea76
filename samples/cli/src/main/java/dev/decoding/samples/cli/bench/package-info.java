/**
 * Measuring: how fast a model reads prompts and writes tokens, alone and for many
 * callers, next to what the machine's memory could give.
 */
@NullMarked
package dev.decoding.samples.cli.bench;

import org.jspecify.annotations.NullMarked;
