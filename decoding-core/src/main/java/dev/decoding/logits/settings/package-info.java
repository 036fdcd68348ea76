/**
 * What can be set for logits processors, and the one table that makes processors of it:
 * {@link dev.decoding.logits.settings.Settings} has the names, types and descriptions,
 * {@link dev.decoding.logits.settings.ProcessorTable} the processors that they stand for.
 * Properties, options of a request, the command line and the documentation all follow
 * from the two.
 */
@NullMarked
package dev.decoding.logits.settings;

import org.jspecify.annotations.NullMarked;
