package dev.decoding.logits;

/**
 * The random number generator MT19937, whose numbers C++'s <code>std::mt19937</code> and
 * PyTorch's CPU generator give, too. Mutable and not safe for use by several threads; who
 * carries it as a value keeps one that nobody draws from and draws from its
 * {@linkplain #copy() copies}.
 * <p>
 * Source: Matsumoto, Nishimura, <i>Mersenne Twister: A 623-Dimensionally Equidistributed
 * Uniform Pseudo-Random Number Generator</i>, 1998, with <code>init_genrand</code> of
 * 2002.
 */
public final class MersenneTwister {

	private static final int SIZE = 624;

	private static final int MIDDLE = 397;

	private static final int UPPER_BIT = 0x80000000;

	private static final int LOWER_BITS = 0x7FFFFFFF;

	private static final int MATRIX = 0x9908B0DF;

	private final int[] state;

	private int next;

	/**
	 * Create a generator.
	 * @param seed the seed, 32 bits
	 */
	public MersenneTwister(int seed) {
		this.state = new int[SIZE];
		this.state[0] = seed;
		for (int i = 1; i < SIZE; i++) {
			int previous = this.state[i - 1];
			this.state[i] = 1812433253 * (previous ^ (previous >>> 30)) + i;
		}
		this.next = SIZE;
	}

	private MersenneTwister(int[] state, int next) {
		this.state = state;
		this.next = next;
	}

	/**
	 * Return a generator that is going to draw the same numbers as this one.
	 * @return the independent copy
	 */
	public MersenneTwister copy() {
		return new MersenneTwister(this.state.clone(), this.next);
	}

	/**
	 * Draw 32 random bits.
	 * @return the bits
	 */
	public int nextInt() {
		if (this.next == SIZE) {
			twist();
			this.next = 0;
		}
		int bits = this.state[this.next++];
		bits ^= bits >>> 11;
		bits ^= (bits << 7) & 0x9D2C5680;
		bits ^= (bits << 15) & 0xEFC60000;
		return bits ^ (bits >>> 18);
	}

	/**
	 * Go on as if numbers had been drawn.
	 * @param count how many times 32 bits to leave out
	 */
	public void skip(long count) {
		long left = count;
		while (left > SIZE - this.next) {
			left -= SIZE - this.next;
			twist();
			this.next = 0;
		}
		this.next += (int) left;
	}

	private void twist() {
		int[] mt = this.state;
		for (int i = 0; i < SIZE - MIDDLE; i++) {
			mt[i] = mt[i + MIDDLE] ^ mix(mt[i], mt[i + 1]);
		}
		for (int i = SIZE - MIDDLE; i < SIZE - 1; i++) {
			mt[i] = mt[i + MIDDLE - SIZE] ^ mix(mt[i], mt[i + 1]);
		}
		mt[SIZE - 1] = mt[MIDDLE - 1] ^ mix(mt[SIZE - 1], mt[0]);
	}

	private static int mix(int upper, int lower) {
		int bits = (upper & UPPER_BIT) | (lower & LOWER_BITS);
		return (bits >>> 1) ^ (-(lower & 1) & MATRIX);
	}

}
