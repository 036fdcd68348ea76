package dev.decoding.arithmetic.random;

import java.util.Locale;

/**
 * A set of problems. Which set a problem belongs to depends on the problem alone, so that
 * no problem is in two of them, whatever the seeds.
 */
public enum Split {

	/** What the model is trained on: 17 of 20 problems. */
	TRAINING(1, 0, 16),

	/** For training or probing a reward model apart. */
	REWARD(999, 17, 17),

	/** For choosing policies and the edges of bins of difficulty. */
	CALIBRATION(555, 18, 18),

	/** What results are reported on. */
	TEST(123, 19, 19);

	private static final int BUCKETS = 20;

	private static final long FNV_OFFSET = 0xCBF29CE484222325L;

	private static final long FNV_PRIME = 0x100000001B3L;

	private final long seed;

	private final int first;

	private final int last;

	Split(long seed, int first, int last) {
		this.seed = seed;
		this.first = first;
		this.last = last;
	}

	/**
	 * Find a split.
	 * @param text its name in lower case
	 * @return the split
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static Split of(String text) {
		for (Split split : values()) {
			if (split.name().toLowerCase(Locale.ROOT).equals(text)) {
				return split;
			}
		}
		throw new IllegalArgumentException(
				"'" + text + "' is none of the splits 'training', 'reward', 'calibration' and 'test'");
	}

	/**
	 * Return the seed that problems of this set are drawn with unless another is given.
	 * @return the seed
	 */
	public long seed() {
		return this.seed;
	}

	/**
	 * Return whether a problem belongs to this set.
	 * @param problem the problem's text
	 * @return whether it does
	 */
	public boolean has(String problem) {
		int bucket = bucket(problem);
		return bucket >= this.first && bucket <= this.last;
	}

	/**
	 * Return which twentieth of all texts a text is in: FNV-1a of its chars, mixed.
	 */
	private static int bucket(String text) {
		long hash = FNV_OFFSET;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash ^ text.charAt(i)) * FNV_PRIME;
		}
		return (int) Long.remainderUnsigned(RandomNumbers.mix(hash), BUCKETS);
	}

}
