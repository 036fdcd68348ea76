package dev.decoding.logits;

import java.util.BitSet;
import java.util.List;

/**
 * The random bits that decide SynthID's tournaments: a hash of the context, the token and
 * a key finds one in a table. Immutable.
 */
final class TournamentBits {

	private static final int LARGEST_TABLE = 1 << 24;

	private static final long MULTIPLIER = 6364136223846793005L;

	private final long[] keys;

	private final int tableSize;

	private final BitSet table;

	TournamentBits(List<Long> keys, int tableSize, long tableSeed) {
		if (keys.isEmpty()) {
			throw new IllegalArgumentException("'keys' is empty but must have at least one key");
		}
		if (tableSize < 1 || tableSize > LARGEST_TABLE) {
			throw new IllegalArgumentException(
					"'samplingTableSize' is %d but must be from 1 to %d".formatted(tableSize, LARGEST_TABLE));
		}
		this.keys = keys.stream().mapToLong(Long::longValue).toArray();
		this.tableSize = tableSize;
		this.table = new BitSet(tableSize);
		TorchRandom random = new TorchRandom(tableSeed);
		for (int i = 0; i < tableSize; i++) {
			this.table.set(i, random.randint(2) == 1);
		}
	}

	/**
	 * Return how many rounds a tournament has.
	 * @return the number of keys
	 */
	int rounds() {
		return this.keys.length;
	}

	/**
	 * Return a bit of a token.
	 * @param context the hash of the tokens before
	 * @param token the token
	 * @param round the index of the key
	 * @return the bit, 0 or 1
	 */
	int bit(long context, int token, int round) {
		long hash = hash(hash(context, token), this.keys[round]);
		return this.table.get((int) Math.floorMod(hash, (long) this.tableSize)) ? 1 : 0;
	}

	/**
	 * Hash one more number; overflows as PyTorch's numbers do.
	 * @param hash the hash of those before, 1 if there are none
	 * @param number the number
	 * @return the hash of all
	 */
	static long hash(long hash, long number) {
		return (hash + number) * MULTIPLIER + 1;
	}

}
