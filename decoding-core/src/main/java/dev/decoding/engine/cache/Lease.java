package dev.decoding.engine.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence's hold on the blocks of its prefix: they stay until the lease is released.
 */
public final class Lease {

	final Block root;

	private final int[] tokens;

	private final int blockSize;

	final List<Block> path = new ArrayList<>();

	int length;

	int reserved;

	boolean awaited;

	Lease(Block root, int[] tokens, int blockSize) {
		this.root = root;
		this.tokens = tokens;
		this.blockSize = blockSize;
	}

	int[] tokens() {
		return this.tokens;
	}

	/**
	 * Return how many tokens have their keys and values in the cache.
	 * @return the number of tokens
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Return whether another lease is about to compute more of this sequence's prefix, so
	 * that it is better to wait for it.
	 * @return whether the next tokens are being computed
	 */
	public boolean isAwaited() {
		return this.awaited;
	}

	/**
	 * Return the slot of a position, cached or reserved.
	 * @param position the position in the sequence
	 * @return the slot in the pool
	 */
	public int slot(int position) {
		return this.path.get(position / this.blockSize).index * this.blockSize + position % this.blockSize;
	}

	/**
	 * Return the slots of consecutive positions.
	 * @param from the first position
	 * @param to the position behind the last
	 * @return the slots in the pool
	 */
	public int[] slots(int from, int to) {
		int[] slots = new int[to - from];
		Arrays.setAll(slots, (i) -> slot(from + i));
		return slots;
	}

	/**
	 * Return how many of the first positions are in the same slots as those of another
	 * sequence.
	 * @param other the other sequence's lease
	 * @return the number of positions, which is that of whole blocks
	 */
	public int shared(Lease other) {
		int most = Math.min(this.path.size(), other.path.size());
		int blocks = 0;
		while (blocks < most && this.path.get(blocks) == other.path.get(blocks)) {
			blocks++;
		}
		return blocks * this.blockSize;
	}

	/**
	 * Return whether the cached and reserved positions lie in consecutive slots.
	 * @return whether a view will do
	 */
	public boolean isContiguous() {
		for (int i = 1; i < this.path.size(); i++) {
			if (this.path.get(i).index != this.path.get(i - 1).index + 1) {
				return false;
			}
		}
		return true;
	}

}
