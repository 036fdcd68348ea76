/**
 * Arithmetic as people ask for it, in many wordings, each problem with its solution line
 * by line; and the rest of a conversation: requests for JSON, system messages, and
 * questions about something else.
 */
@NullMarked
package dev.decoding.arithmetic.natural;

import org.jspecify.annotations.NullMarked;
