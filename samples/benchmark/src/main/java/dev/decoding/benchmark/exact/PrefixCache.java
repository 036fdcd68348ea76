package dev.decoding.benchmark.exact;

import org.jspecify.annotations.Nullable;

/**
 * The states behind all prefixes that were evaluated of one problem's texts, by the hash
 * of the prefix. With a prefix, all shorter ones are known.
 */
final class PrefixCache {

	private static final int FIRST_CAPACITY = 256;

	private long[] keys = new long[FIRST_CAPACITY];

	private @Nullable State[] states = new State[FIRST_CAPACITY];

	private int size;

	int size() {
		return this.size;
	}

	/**
	 * Find a state.
	 * @param hash the hash of a prefix
	 * @return the state, or {@code null} if the prefix was not evaluated
	 */
	@Nullable State get(long hash) {
		return this.states[cell(this.keys, this.states, hash)];
	}

	void put(long hash, State state) {
		if (2 * this.size >= this.keys.length) {
			grow();
		}
		int cell = cell(this.keys, this.states, hash);
		this.size += (this.states[cell] == null) ? 1 : 0;
		this.keys[cell] = hash;
		this.states[cell] = state;
	}

	private void grow() {
		long[] keys = new long[2 * this.keys.length];
		@Nullable State[] states = new State[keys.length];
		for (int i = 0; i < this.keys.length; i++) {
			if (this.states[i] != null) {
				int cell = cell(keys, states, this.keys[i]);
				keys[cell] = this.keys[i];
				states[cell] = this.states[i];
			}
		}
		this.keys = keys;
		this.states = states;
	}

	private static int cell(long[] keys, @Nullable State[] states, long hash) {
		int mask = keys.length - 1;
		int cell = (int) (hash ^ (hash >>> 32)) & mask;
		while (states[cell] != null && keys[cell] != hash) {
			cell = (cell + 1) & mask;
		}
		return cell;
	}

	/**
	 * Return how many tokens of a text were evaluated before.
	 * @param hashes the hash of each prefix, from that of no token on
	 * @param length how many tokens the text has
	 */
	int longest(long[] hashes, int length) {
		int known = 0;
		int unknown = length + 1;
		// Mostly a text was evaluated up to its last token.
		int probe = length - 1;
		while (unknown - known > 1) {
			if (probe > 0 && get(hashes[probe]) == null) {
				unknown = probe;
			}
			else {
				known = probe;
			}
			probe = (known == length - 1) ? length : (known + unknown) / 2;
		}
		return known;
	}

}
