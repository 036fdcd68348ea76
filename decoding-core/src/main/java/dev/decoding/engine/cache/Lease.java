package dev.decoding.engine.cache;

import java.util.ArrayList;
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
	 * Write the slots of the first positions.
	 * @param target where to
	 * @param offset the index of the first
	 * @param count how many
	 */
	public void slots(int[] target, int offset, int count) {
		int position = 0;
		for (int block = 0; position < count; block++) {
			int slot = this.path.get(block).index * this.blockSize;
			for (int i = 0; i < this.blockSize && position < count; i++) {
				target[offset + position++] = slot++;
			}
		}
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
