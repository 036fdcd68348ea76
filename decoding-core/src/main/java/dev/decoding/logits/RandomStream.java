package dev.decoding.logits;

/**
 * Random numbers that are a pure function of a request's seed, a branch, a position and
 * how many were drawn there before, so that what one sequence draws never depends on what
 * runs beside it.
 * <p>
 * Source: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
 * 2014), keyed by hashing the three in turn with its finaliser.
 */
public final class RandomStream {

	private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

	private long state;

	private RandomStream(long state) {
		this.state = state;
	}

	/**
	 * Return the stream of one position, at its beginning.
	 * @param seed the seed of the request
	 * @param branch which of the request's sequences
	 * @param position the index that the token will have in its sequence
	 * @return the stream
	 */
	public static RandomStream of(long seed, long branch, long position) {
		long key = mix(seed + GOLDEN_GAMMA);
		key = mix((key ^ branch) + GOLDEN_GAMMA);
		return new RandomStream(mix((key ^ position) + GOLDEN_GAMMA));
	}

	/**
	 * Draw 64 random bits.
	 * @return the bits
	 */
	public long nextLong() {
		this.state += GOLDEN_GAMMA;
		return mix(this.state);
	}

	/**
	 * Draw from the uniform distribution.
	 * @return a number from 0 (inclusive) to 1 (exclusive), a multiple of 2^-53
	 */
	public double nextDouble() {
		return (nextLong() >>> 11) * 0x1.0p-53;
	}

	/**
	 * Return the random number that belongs to an index. Unlike numbers that are drawn it
	 * does not depend on which others are wanted.
	 * @param key what all numbers depend on
	 * @param index the index
	 * @return a number between 0 and 1, both exclusive
	 */
	static double uniform(long key, int index) {
		return ((mix(key + (index + 1) * GOLDEN_GAMMA) >>> 12) + 0.5) * 0x1.0p-52;
	}

	private static long mix(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

}
