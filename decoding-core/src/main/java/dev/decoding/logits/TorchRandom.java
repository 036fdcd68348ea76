package dev.decoding.logits;

import java.util.stream.IntStream;

import dev.decoding.model.Logits;

/**
 * The random numbers of PyTorch's CPU generator, those of a build without MKL, to the
 * bit. Mutable and not safe for use by several threads.
 * <p>
 * Source: PyTorch 2.6, <code>CPUGeneratorImpl</code>, <code>DistributionTemplates</code>
 * and <code>randperm</code>.
 */
public final class TorchRandom {

	/** How many times 32 bits {@link #exponential()} draws. */
	static final int WORDS_PER_EXPONENTIAL = 2;

	private final MersenneTwister generator;

	/**
	 * Seed a generator.
	 * @param seed the seed as <code>torch.manual_seed</code> takes it, of which the lower
	 * 32 bits count
	 */
	public TorchRandom(long seed) {
		this(new MersenneTwister((int) seed));
	}

	private TorchRandom(MersenneTwister generator) {
		this.generator = generator;
	}

	/**
	 * Return a generator that is going to draw the same numbers as this one.
	 * @return the independent copy
	 */
	public TorchRandom copy() {
		return new TorchRandom(this.generator.copy());
	}

	/**
	 * Draw as <code>torch.randint(0, bound)</code> does.
	 * @param bound what the number is below, at least 1
	 * @return a number from 0 (inclusive) to the bound (exclusive)
	 */
	public long randint(long bound) {
		if (bound < 1) {
			throw new IllegalArgumentException("'bound' is %d but must be at least 1".formatted(bound));
		}
		return (bound < 1L << 32) ? Integer.toUnsignedLong(this.generator.nextInt()) % bound
				: Long.remainderUnsigned(nextLong(), bound);
	}

	/**
	 * Permute as <code>torch.randperm(size)</code> does.
	 * @param size how many numbers to permute
	 * @return the numbers from 0 (inclusive) to the size (exclusive) in random order
	 */
	public int[] randperm(int size) {
		int[] numbers = new int[size];
		randperm(numbers, size - 1);
		return numbers;
	}

	/**
	 * Find the first numbers of a random permutation: those of {@link #randperm(int)} as
	 * far as they are wanted, the others in an order that means nothing.
	 * @param numbers where to put the permutation of the numbers from 0 to its length
	 * @param count how many of them to find
	 */
	void randperm(int[] numbers, int count) {
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = i;
		}
		for (int i = 0; i < count; i++) {
			int other = i + Integer.remainderUnsigned(this.generator.nextInt(), numbers.length - i);
			int number = numbers[i];
			numbers[i] = numbers[other];
			numbers[other] = number;
		}
	}

	/**
	 * Draw as <code>torch.rand(1)</code> does.
	 * @return a number from 0 (inclusive) to 1 (exclusive), a multiple of 2^-24
	 */
	public float randFloat() {
		return (this.generator.nextInt() & 0xFFFFFF) * 0x1.0p-24f;
	}

	/**
	 * Draw as <code>torch.rand(1, dtype=torch.float64)</code> does.
	 * @return a number from 0 (inclusive) to 1 (exclusive), a multiple of 2^-53
	 */
	public double randDouble() {
		return (nextLong() & ((1L << 53) - 1)) * 0x1.0p-53;
	}

	/**
	 * Draw as <code>torch.empty(1).exponential_()</code> does.
	 * @return a number of the exponential distribution with the rate 1
	 */
	public float exponential() {
		return exponential(randDouble());
	}

	/**
	 * Draw different indices as <code>torch.multinomial(probabilities, count)</code>
	 * does: those with the highest <code>p / q</code>, <code>q</code> of the exponential
	 * distribution.
	 * @param probabilities how likely each index is to be drawn first
	 * @param count how many to draw
	 * @return the indices, in the order in which they are drawn
	 */
	public int[] multinomial(float[] probabilities, int count) {
		if (count < 1 || count > probabilities.length) {
			throw new IllegalArgumentException("'count' is %d but must be from 1 to %d, the number of 'probabilities'"
				.formatted(count, probabilities.length));
		}
		float[] ratios = new float[probabilities.length];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = probabilities[i] / exponential();
		}
		Logits logits = Logits.of(ratios);
		logits.keepHighest(count, false);
		logits.sort();
		return IntStream.range(0, count).map(logits::token).toArray();
	}

	/**
	 * Draw indices, perhaps some of them several times, as
	 * <code>torch.multinomial(probabilities, count, replacement=True)</code> does if
	 * there is more than one to draw.
	 * @param probabilities how likely each index is
	 * @param count how many to draw
	 * @return the indices, in the order in which they are drawn
	 */
	public int[] multinomialWithReplacement(float[] probabilities, int count) {
		float[] cumulative = new float[probabilities.length];
		float sum = 0;
		for (int i = 0; i < cumulative.length; i++) {
			sum += probabilities[i];
			cumulative[i] = sum;
		}
		for (int i = 0; i < cumulative.length; i++) {
			cumulative[i] /= sum;
		}
		int last = cumulative.length - 1;
		return IntStream.range(0, count).map((draw) -> {
			double uniform = randDouble();
			int index = 0;
			while (index < last && cumulative[index] < uniform) {
				index++;
			}
			return index;
		}).toArray();
	}

	/**
	 * Return what {@link #exponential()} makes of a uniform number.
	 */
	static float exponential(double uniform) {
		return (float) -Math.log1p(-uniform);
	}

	/**
	 * Go on as if 32 bits had been drawn several times.
	 * @param words how many times
	 */
	void skip(long words) {
		this.generator.skip(words);
	}

	private long nextLong() {
		long upper = this.generator.nextInt();
		return (upper << 32) | Integer.toUnsignedLong(this.generator.nextInt());
	}

}
