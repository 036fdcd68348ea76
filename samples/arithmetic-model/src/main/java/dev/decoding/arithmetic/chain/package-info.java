/**
 * ChainCoT: chains of operations modulo 97, among them traps that invite one certain
 * mistake, and the noisy process that writes their solutions. Every knob of it is known,
 * so that the probability of a right answer can be computed exactly and the published
 * effects of test-time compute can be looked for in small.
 * {@link dev.decoding.arithmetic.chain.ChainProblems} draws problems,
 * {@link dev.decoding.arithmetic.chain.CorpusProcess} writes solutions and
 * {@link dev.decoding.arithmetic.chain.ChainVerifier} checks them.
 */
@NullMarked
package dev.decoding.arithmetic.chain;

import org.jspecify.annotations.NullMarked;
