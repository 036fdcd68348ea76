package dev.decoding.arithmetic.random;

import java.util.List;

/**
 * Random numbers that are a pure function of a seed and an index, the same on every JDK,
 * so that the millionth example of a corpus can be made without the ones before it.
 * <p>
 * Source: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
 * 2014), keyed by hashing the two in turn with its finaliser.
 */
public final class RandomNumbers {

	private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

	private long state;

	private RandomNumbers(long state) {
		this.state = state;
	}

	/**
	 * Return the stream of numbers that belongs to an index.
	 * @param seed the seed
	 * @param index the index
	 * @return the stream, at its beginning
	 */
	public static RandomNumbers of(long seed, long index) {
		return new RandomNumbers(mix((mix(seed + GOLDEN_GAMMA) ^ index) + GOLDEN_GAMMA));
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
	 * Draw a whole number; all are equally likely up to 2^-32.
	 * @param lowest the lowest that can be drawn
	 * @param highest the highest that can be drawn, at most 2^31 - 1 above the lowest
	 * @return the number
	 */
	public int between(int lowest, int highest) {
		return lowest + (int) ((nextLong() >>> 32) * (highest - lowest + 1L) >>> 32);
	}

	/**
	 * Draw whether something happens.
	 * @param probability how likely it is, from 0 to 1
	 * @return whether it does
	 */
	public boolean chance(double probability) {
		return nextDouble() < probability;
	}

	/**
	 * Draw one of some elements, all equally likely.
	 * @param elements the elements, at least one
	 * @param <T> their type
	 * @return the element
	 */
	public <T> T choose(List<T> elements) {
		return elements.get(between(0, elements.size() - 1));
	}

	static long mix(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

}
