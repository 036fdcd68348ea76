/**
 * Processors by the names and parameters of their references: one line of JSON to what it
 * asks for.
 */
@NullMarked
package dev.decoding.samples.cli.process;

import org.jspecify.annotations.NullMarked;
