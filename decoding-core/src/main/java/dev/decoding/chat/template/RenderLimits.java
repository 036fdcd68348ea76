package dev.decoding.chat.template;

import java.time.Duration;

/**
 * What one rendering may spend, so that a template that is not trusted can neither hang
 * nor fill the memory.
 *
 * @param maxLength the longest text, in characters (UTF-16 units), and the longest list,
 * in elements, that it may make
 * @param maxTotal the sum of the lengths of everything that it may make on the way
 * @param maxIterations the number of loop steps, those within filters included
 * @param maxDepth how deep macros, recursive loops and values may be nested
 * @param timeout the time it may take
 */
public record RenderLimits(int maxLength, long maxTotal, long maxIterations, int maxDepth, Duration timeout) {

	/**
	 * Enough for any conversation that fits into a model: 16 million characters, 256
	 * million on the way, a million loop steps, 150 levels, ten seconds.
	 */
	public static final RenderLimits DEFAULT = new RenderLimits(16_000_000, 256_000_000, 1_000_000, 150,
			Duration.ofSeconds(10));

	/**
	 * Check the limits.
	 * @throws IllegalArgumentException if one is not positive
	 */
	public RenderLimits {
		require(maxLength > 0, "maxLength", maxLength);
		require(maxTotal > 0, "maxTotal", maxTotal);
		require(maxIterations > 0, "maxIterations", maxIterations);
		require(maxDepth > 0, "maxDepth", maxDepth);
		require(timeout.compareTo(Duration.ZERO) > 0, "timeout", timeout);
	}

	private static void require(boolean valid, String name, Object value) {
		if (!valid) {
			throw new IllegalArgumentException("'" + name + "' must be positive, not " + value);
		}
	}

}
