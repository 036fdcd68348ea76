package dev.decoding.engine.cache;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * A pool of blocks of slots, and the tree of prefixes that they hold. Sequences share the
 * blocks of what they have in common; a block that is needed in two versions is copied
 * from where they part; blocks that nobody needs stay as they are until the room is
 * wanted, and go in the order of their last use, ends of sequences first.
 * <p>
 * A sequence takes a {@link #lease}, {@link #reserve}s slots for its next tokens,
 * computes them, {@link #commit}s, and {@link #release}s in the end. For use by one
 * thread.
 */
public final class PrefixCache {

	private static final Comparator<Block> OLDEST_FIRST = Comparator.<Block>comparingLong((block) -> block.lastUsed)
		.thenComparingInt((block) -> block.index);

	private final int blocks;

	private final int blockSize;

	/** The roots of the trees, by the salt of their sequences. */
	private final Map<Integer, Block> roots = new HashMap<>();

	private final BitSet free;

	private final TreeSet<Block> evictable = new TreeSet<>(OLDEST_FIRST);

	private final List<Copy> copies = new ArrayList<>();

	private int freeCount;

	private int leased;

	private long clock;

	/**
	 * Create an empty cache.
	 * @param blocks the number of blocks
	 * @param blockSize the number of slots of a block
	 */
	public PrefixCache(int blocks, int blockSize) {
		this.blocks = blocks;
		this.blockSize = blockSize;
		this.free = new BitSet(blocks);
		this.free.set(0, blocks);
		this.freeCount = blocks;
	}

	public int blocks() {
		return this.blocks;
	}

	public int blockSize() {
		return this.blockSize;
	}

	/**
	 * Return how many blocks hold tokens, needed or not.
	 * @return the number of blocks
	 */
	public int usedBlocks() {
		return this.blocks - this.freeCount;
	}

	/**
	 * Return how many blocks are held by leases.
	 * @return the number of blocks
	 */
	public int leasedBlocks() {
		return this.leased;
	}

	/**
	 * Hold on to the longest cached prefix of a sequence.
	 * @param tokens the sequence; not to be changed while the lease lasts
	 * @param most how many tokens of it may come from the cache
	 * @param salt a number that sequences which may share blocks have in common; 0 for
	 * most
	 * @return the lease
	 */
	public Lease lease(int[] tokens, int most, int salt) {
		Block at = this.roots.computeIfAbsent(salt, (key) -> Block.root(this.blockSize));
		at.pins++;
		Lease lease = new Lease(at, tokens, this.blockSize);
		this.clock++;
		while (lease.length < most && lease.length % this.blockSize == 0) {
			Block next = null;
			int longest = 0;
			int coming = 0;
			for (Block child : at.children(tokens[lease.length])) {
				int common = child.common(tokens, lease.length, most - lease.length);
				int ready = Math.min(common, child.computed);
				coming = Math.max(coming, Math.min(common, child.filled));
				if (ready > longest) {
					longest = ready;
					next = child;
				}
			}
			lease.awaited = coming > longest;
			if (next == null) {
				break;
			}
			pin(next);
			lease.path.add(next);
			lease.length += longest;
			at = next;
		}
		lease.reserved = lease.length;
		return lease;
	}

	/**
	 * Make room for the next tokens of a sequence, evicting what nobody needs. All or
	 * nothing. Slots that must be copied first are left for {@link #takeCopies}.
	 * @param lease the sequence's lease
	 * @param count how many tokens
	 * @return whether there was room
	 */
	public boolean reserve(Lease lease, int count) {
		int end = lease.length + count;
		Objects.checkFromToIndex(lease.length, end, lease.tokens().length);
		int needed = (end + this.blockSize - 1) / this.blockSize - lease.length / this.blockSize;
		if (!makeRoom(needed)) {
			return false;
		}
		while (lease.reserved < end) {
			reserveInBlock(lease, end);
		}
		return true;
	}

	/**
	 * Take care of the next tokens that fall into one block: compute them anew where they
	 * already are, append to a block that ends there, or put them into a new block, with
	 * a copy of what comes before them in the old one.
	 */
	private void reserveInBlock(Lease lease, int end) {
		int number = lease.reserved / this.blockSize;
		int offset = lease.reserved % this.blockSize;
		int start = lease.reserved - offset;
		int until = Math.min(end - start, this.blockSize);
		Block before = (number == 0) ? lease.root : lease.path.get(number - 1);
		Block block = (number < lease.path.size()) ? lease.path.get(number)
				: findChild(before, lease.tokens(), start, until);
		if (block != null && number == lease.path.size()) {
			pin(block);
			lease.path.add(block);
		}
		if (block != null) {
			int same = Math.min(block.common(lease.tokens(), start, until), block.computed);
			if (same > offset) {
				lease.reserved = start + same;
				return;
			}
			if (block.filled == offset && block.writer == null) {
				append(lease, block, start, until);
				return;
			}
		}
		Block fresh = new Block(allocate(before.index), before, this.blockSize);
		pin(fresh);
		if (block != null) {
			this.copies.add(new Copy(block.index * this.blockSize, fresh.index * this.blockSize, offset));
			System.arraycopy(block.tokens, 0, fresh.tokens, 0, offset);
			fresh.filled = offset;
			lease.path.set(number, fresh);
			unpin(block);
		}
		else {
			lease.path.add(fresh);
		}
		append(lease, fresh, start, until);
		before.attach(fresh);
	}

	private void append(Lease lease, Block block, int start, int until) {
		System.arraycopy(lease.tokens(), start + block.filled, block.tokens, block.filled, until - block.filled);
		block.filled = until;
		block.writer = lease;
		lease.reserved = start + until;
	}

	private @Nullable Block findChild(Block parent, int[] tokens, int start, int most) {
		Block found = null;
		int longest = 0;
		for (Block child : parent.children(tokens[start])) {
			int common = Math.min(child.common(tokens, start, most), child.computed);
			if (common > longest) {
				longest = common;
				found = child;
			}
		}
		return found;
	}

	/**
	 * Return the copies between slots that must be made before the reserved slots are
	 * used, all read before any is written.
	 * @return the copies since the last call
	 */
	public List<Copy> takeCopies() {
		List<Copy> taken = List.copyOf(this.copies);
		this.copies.clear();
		return taken;
	}

	/**
	 * Say that the reserved tokens have been computed.
	 * @param lease the sequence's lease
	 */
	public void commit(Lease lease) {
		for (int i = lease.length / this.blockSize; i < lease.path.size(); i++) {
			Block block = lease.path.get(i);
			if (block.writer == lease) {
				block.computed = block.filled;
				block.writer = null;
			}
		}
		lease.length = lease.reserved;
	}

	/**
	 * Let go of a sequence. What it committed stays cached until the room is wanted; what
	 * it only reserved is forgotten.
	 * @param lease the sequence's lease
	 */
	public void release(Lease lease) {
		for (int i = lease.path.size() - 1; i >= 0; i--) {
			Block block = lease.path.get(i);
			if (block.writer == lease) {
				block.writer = null;
				block.filled = block.computed;
			}
			unpin(block);
			if (block.filled == 0 && block.pins == 0) {
				remove(block);
			}
		}
		lease.path.clear();
		lease.length = 0;
		lease.reserved = 0;
		lease.root.pins--;
		removeIfUnused(lease.root);
	}

	/**
	 * Forget everything that is not held by a lease.
	 */
	public void clear() {
		while (!this.evictable.isEmpty()) {
			remove(this.evictable.first());
		}
	}

	private boolean makeRoom(int count) {
		if (this.blocks - this.leased < count) {
			return false;
		}
		while (this.freeCount < count) {
			remove(this.evictable.first());
		}
		return true;
	}

	/**
	 * Take a free block: the one behind the previous block of the sequence if it can be,
	 * so that attention reads a view; else the middle of the longest free run, where
	 * there is room to go on for this sequence and for the one before the run.
	 */
	private int allocate(int previous) {
		int index = previous + 1;
		if (previous < 0 || index >= this.blocks || !this.free.get(index)) {
			index = middleOfLongestFreeRun();
		}
		this.free.clear(index);
		this.freeCount--;
		return index;
	}

	private int middleOfLongestFreeRun() {
		int best = -1;
		int length = 0;
		for (int from = this.free.nextSetBit(0); from >= 0;) {
			int to = this.free.nextClearBit(from);
			if (to - from > length) {
				length = to - from;
				best = (from == 0) ? 0 : from + length / 2;
			}
			from = this.free.nextSetBit(to);
		}
		return best;
	}

	private void pin(Block block) {
		if (block.pins++ == 0) {
			if (block.isLeaf()) {
				this.evictable.remove(block);
			}
			this.leased++;
		}
		block.lastUsed = this.clock;
	}

	private void unpin(Block block) {
		if (--block.pins == 0) {
			this.leased--;
			if (block.isLeaf()) {
				this.evictable.add(block);
			}
		}
	}

	private void remove(Block block) {
		this.evictable.remove(block);
		Block parent = Objects.requireNonNull(block.parent);
		parent.detach(block);
		this.free.set(block.index);
		this.freeCount++;
		if (parent.parent == null) {
			removeIfUnused(parent);
		}
		else if (parent.isLeaf() && parent.pins == 0) {
			this.evictable.add(parent);
		}
	}

	private void removeIfUnused(Block root) {
		if (root.pins == 0 && root.isLeaf()) {
			this.roots.values().remove(root);
		}
	}

	/**
	 * Slots to copy.
	 *
	 * @param from the first slot to read
	 * @param to the first slot to write
	 * @param count how many
	 */
	public record Copy(int from, int to, int count) {
	}

}
