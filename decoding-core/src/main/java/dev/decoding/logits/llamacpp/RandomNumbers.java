package dev.decoding.logits.llamacpp;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.MersenneTwister;
import dev.decoding.logits.RandomStream;

/**
 * Where a sampler's random numbers come from: those of the request, branch and position,
 * or a generator of the sampler's own as in llama.cpp. A value: drawing leaves it as it
 * is and gives another one.
 */
public final class RandomNumbers {

	/** The random numbers of the request, branch and position. */
	public static final RandomNumbers OF_REQUEST = new RandomNumbers(0, null);

	private static final float RANGE = 0x1.0p32f;

	private final int seed;

	private final @Nullable MersenneTwister generator;

	private RandomNumbers(int seed, @Nullable MersenneTwister generator) {
		this.seed = seed;
		this.generator = generator;
	}

	/**
	 * Return the numbers that llama.cpp draws.
	 * @param seed the seed of the sampler, 32 bits
	 * @return the numbers, at their beginning
	 */
	public static RandomNumbers ofSeed(int seed) {
		return new RandomNumbers(seed, new MersenneTwister(seed));
	}

	/**
	 * Return the numbers of one sequence of a request: as if the seed were higher by its
	 * index, so that sequences differ.
	 * @param branch the index of the sequence
	 * @return the numbers; these where they depend on the sequence already
	 */
	RandomNumbers ofBranch(int branch) {
		return (this.generator == null || branch == 0) ? this : ofSeed(this.seed + branch);
	}

	/**
	 * Draw from the uniform distribution in double precision, as C++'s
	 * <code>std::uniform_real_distribution&lt;double&gt;</code> does.
	 * @param random the random numbers of the request
	 * @return a number from 0 (inclusive) to 1 (exclusive)
	 */
	Drawn draw(RandomStream random) {
		if (this.generator == null) {
			return new Drawn(random.nextDouble(), this);
		}
		MersenneTwister generator = this.generator.copy();
		double low = Integer.toUnsignedLong(generator.nextInt());
		double high = Integer.toUnsignedLong(generator.nextInt());
		double uniform = (low + high * 0x1.0p32) * 0x1.0p-64;
		return new Drawn(Math.min(uniform, Math.nextDown(1.0)), new RandomNumbers(this.seed, generator));
	}

	/**
	 * Draw from the uniform distribution in single precision, as C++'s
	 * <code>std::uniform_real_distribution&lt;float&gt;</code> does.
	 * @param random the random numbers of the request
	 * @return a number from 0 (inclusive) to 1 (exclusive)
	 */
	Drawn drawFloat(RandomStream random) {
		if (this.generator == null) {
			return new Drawn((float) (random.nextLong() >>> 40) * 0x1.0p-24f, this);
		}
		MersenneTwister generator = this.generator.copy();
		float uniform = Integer.toUnsignedLong(generator.nextInt()) / RANGE;
		return new Drawn(Math.min(uniform, Math.nextDown(1f)), new RandomNumbers(this.seed, generator));
	}

	/**
	 * A number and those that follow.
	 *
	 * @param number the number
	 * @param next where the next ones come from
	 */
	record Drawn(double number, RandomNumbers next) {
	}

}
