package dev.decoding.engine.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A node of the prefix tree: the keys and values of up to one block's worth of tokens
 * that follow the tokens of its parents. Only a full block has children.
 */
final class Block {

	/** The block's place in the pool, or -1 for the root. */
	final int index;

	final @Nullable Block parent;

	final int[] tokens;

	/**
	 * How many tokens the block is meant to hold, counting those still to be computed.
	 */
	int filled;

	/** How many tokens' keys and values are in place. */
	int computed;

	/**
	 * The lease that is about to compute the tokens between {@code computed} and
	 * {@code filled}.
	 */
	@Nullable Lease writer;

	/** How many leases need the block to stay. */
	int pins;

	long lastUsed;

	private final Map<Integer, List<Block>> children = new HashMap<>(2);

	Block(int index, @Nullable Block parent, int blockSize) {
		this.index = index;
		this.parent = parent;
		this.tokens = new int[blockSize];
	}

	/**
	 * Return the block before all first blocks, which holds nothing.
	 */
	static Block root(int blockSize) {
		Block root = new Block(-1, null, blockSize);
		root.filled = blockSize;
		root.computed = blockSize;
		return root;
	}

	boolean isFull() {
		return this.filled == this.tokens.length;
	}

	boolean isLeaf() {
		return this.children.isEmpty();
	}

	List<Block> children(int firstToken) {
		return this.children.getOrDefault(firstToken, List.of());
	}

	/**
	 * Attach a child, whose first token is known by now.
	 */
	void attach(Block child) {
		this.children.computeIfAbsent(child.tokens[0], (token) -> new ArrayList<>(1)).add(child);
	}

	void detach(Block child) {
		this.children.computeIfPresent(child.tokens[0], (token, blocks) -> {
			blocks.remove(child);
			return blocks.isEmpty() ? null : blocks;
		});
	}

	/**
	 * Return how many of the block's first tokens are those of a sequence from a position
	 * on.
	 */
	int common(int[] sequence, int position, int most) {
		int end = Math.min(Math.min(most, this.tokens.length), sequence.length - position);
		int mismatch = Arrays.mismatch(this.tokens, 0, end, sequence, position, position + end);
		return (mismatch < 0) ? end : mismatch;
	}

}
