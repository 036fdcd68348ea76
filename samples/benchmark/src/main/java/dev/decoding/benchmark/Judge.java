package dev.decoding.benchmark;

import java.util.OptionalInt;

import dev.decoding.scaling.Verifier;

/**
 * A self-evaluation.
 *
 * @param accuracy how often it is right, in per cent, empty if that is not known
 * @param verifier what says whether a solution is right so far
 */
record Judge(OptionalInt accuracy, Verifier verifier) {
}
