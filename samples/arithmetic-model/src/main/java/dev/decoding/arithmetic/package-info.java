/**
 * The arithmetic that the embedded model was trained on, and the export of examples for
 * its training: {@link dev.decoding.arithmetic.TrainingExport} is where to begin. The
 * model itself lies beside it under {@code classpath:/decoding/arithmetic/}.
 */
@NullMarked
package dev.decoding.arithmetic;

import org.jspecify.annotations.NullMarked;
