/**
 * How much of which computation a prompt is worth: its difficulty, and a table, learned
 * from measurements, of what works best on prompts that are so difficult.
 */
@NullMarked
package dev.decoding.scaling.policy;

import org.jspecify.annotations.NullMarked;
