/**
 * The benchmark of test-time compute: {@link dev.decoding.benchmark.BenchmarkCommand}
 * runs every strategy on problems whose answers are known, over budgets and difficulties,
 * {@link dev.decoding.benchmark.Acceptance} compares what comes out with what is
 * published, and {@link dev.decoding.benchmark.Figures} draws it.
 */
@NullMarked
package dev.decoding.benchmark;

import org.jspecify.annotations.NullMarked;
