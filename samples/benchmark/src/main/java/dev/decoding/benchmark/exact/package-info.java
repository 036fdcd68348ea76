/**
 * The benchmark's exact tier: the process that writes the chain corpus as a language
 * model over a small vocabulary of its own. Nothing is learned, so that each probability
 * is known in closed form and a token costs less than a microsecond.
 * {@link dev.decoding.benchmark.exact.ChainLm} is the model,
 * {@link dev.decoding.benchmark.exact.ScriptedReviser} says how it tries again, and
 * {@link dev.decoding.benchmark.exact.NoisyValues} and
 * {@link dev.decoding.benchmark.exact.NoisyJudge} are judges whose mistakes are known
 * too.
 */
@NullMarked
package dev.decoding.benchmark.exact;

import org.jspecify.annotations.NullMarked;
