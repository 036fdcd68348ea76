/**
 * Search against a process verifier: after each step of reasoning a verifier tells which
 * beginnings are worth going on with.
 */
@NullMarked
package dev.decoding.scaling.steps;

import org.jspecify.annotations.NullMarked;
