/**
 * Test-time compute: spends more computation on a prompt to get a better answer, by
 * sampling and voting, by searching with a verifier, by rewinding, revising, or Markov
 * chains.
 */
@NullMarked
package dev.decoding.scaling;

import org.jspecify.annotations.NullMarked;
