/**
 * Random numbers that are the same on every JDK, and the sets of problems that never
 * meet: what a model was trained on, and what it is measured on.
 */
@NullMarked
package dev.decoding.arithmetic.random;

import org.jspecify.annotations.NullMarked;
