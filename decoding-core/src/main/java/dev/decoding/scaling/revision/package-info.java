/**
 * Revisions: a model looks at its earlier attempts and tries again, some times one after
 * the other, some times side by side.
 */
@NullMarked
package dev.decoding.scaling.revision;

import org.jspecify.annotations.NullMarked;
