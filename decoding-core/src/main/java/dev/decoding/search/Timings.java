package dev.decoding.search;

/**
 * How long a generation took.
 *
 * @param toFirstToken nanoseconds until the first token was committed; the same as
 * {@code total} if none was
 * @param total nanoseconds until the end
 */
public record Timings(long toFirstToken, long total) {
}
