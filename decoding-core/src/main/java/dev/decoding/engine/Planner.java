package dev.decoding.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

import dev.decoding.engine.Plan.Piece;
import dev.decoding.engine.cache.Lease;
import dev.decoding.engine.cache.PrefixCache;
import dev.decoding.engine.graph.Step;
import dev.decoding.engine.graph.Step.Group;

import org.jspecify.annotations.Nullable;

/**
 * Decides what the next forward computes: single tokens of all sequences that decode, and
 * as many prompt tokens beside them as one step may have, so that no prompt stalls the
 * others.
 */
final class Planner {

	/** Sequences with at most so many new tokens are attended to side by side. */
	private static final int SHORT = 8;

	/**
	 * Sequences with at most so many new tokens, such as guesses to be checked, wait for
	 * no prompt.
	 */
	private static final int UNDELAYED = 32;

	/** The most logits that one step returns: 64 MiB of them. */
	private static final int MOST_LOGITS = 1 << 24;

	/**
	 * Padded keys that are not worth a group of their own, whose cost is that of some ten
	 * more operators a layer.
	 */
	private static final int TOLERATED_PADDING = 1024;

	/** Keys that need not be read again which are worth a group of their own. */
	private static final int WORTHWHILE_SHARING = 1024;

	private final PrefixCache cache;

	private final Limits limits;

	private final int mostLogitRows;

	private final IntBinaryOperator keyLength;

	Planner(PrefixCache cache, Limits limits, int vocabulary, IntBinaryOperator keyLength) {
		this.cache = cache;
		this.keyLength = keyLength;
		this.limits = limits;
		this.mostLogitRows = Math.max(1, MOST_LOGITS / vocabulary);
	}

	/**
	 * Plan a forward that advances at least the oldest task.
	 * @param tasks the tasks that are not done, oldest first, at least one
	 * @return the plan
	 */
	Plan plan(List<Task> tasks) {
		return assemble((this.cache.blocks() > 0) ? cached(tasks) : uncached(tasks));
	}

	private List<Piece> cached(List<Task> tasks) {
		List<Piece> pieces = new ArrayList<>();
		int prefill = this.limits.prefillChunk();
		int rows = this.mostLogitRows;
		for (int i = 0; i < tasks.size() && pieces.size() < this.limits.maxBatch() && rows > 0; i++) {
			Piece piece = next(tasks, i, prefill, rows);
			if (piece == null && i == 0) {
				return uncached(tasks.subList(0, 1));
			}
			if (piece != null) {
				pieces.add(piece);
				rows -= piece.rowsFrom(piece.task().firstLogitRow);
				prefill -= (piece.length() > SHORT) ? piece.length() : 0;
			}
		}
		return pieces;
	}

	/**
	 * Return the next piece of a task, or {@code null} if it has to wait: for room, for
	 * another task that computes the same prefix, or for the prompts before it. The
	 * oldest task takes the room of the others if it must, and never waits for itself:
	 * where all the room is not enough, it does without the cache.
	 */
	private @Nullable Piece next(List<Task> tasks, int index, int prefill, int rows) {
		Task task = tasks.get(index);
		Lease lease = task.lease;
		if (lease == null) {
			lease = this.cache.lease(task.tokens, task.mostCached, keyLength(task));
			if (lease.isAwaited()) {
				this.cache.release(lease);
				return null;
			}
			task.lease = lease;
			task.startFrom(lease.length());
		}
		int from = lease.length();
		int remaining = task.tokens.length - from;
		boolean undelayed = remaining <= Math.max(SHORT, Math.min(UNDELAYED, this.limits.prefillChunk()));
		if (!undelayed && prefill < Math.min(remaining, (this.limits.prefillChunk() + 3) / 4)) {
			return null;
		}
		int length = undelayed ? remaining : Math.min(remaining, prefill);
		length = Math.min(length, Math.max(task.firstLogitRow - from, 0) + rows);
		boolean reserved = this.cache.reserve(lease, length);
		for (int i = tasks.size() - 1; !reserved && index == 0 && i > 0; i--) {
			release(tasks.get(i));
			reserved = this.cache.reserve(lease, length);
		}
		if (!reserved) {
			release(task);
			return null;
		}
		return new Piece(task, from, from + length, true);
	}

	private int keyLength(Task task) {
		return this.keyLength.applyAsInt(task.promptLength, task.tokens.length);
	}

	/**
	 * Whole sequences that use no cache: as many as one step may have tokens, at least
	 * one.
	 */
	private List<Piece> uncached(List<Task> tasks) {
		List<Piece> pieces = new ArrayList<>();
		int count = 0;
		int rows = 0;
		for (Task task : tasks) {
			Piece piece = new Piece(task, 0, task.tokens.length, false);
			count += piece.length();
			rows += piece.rowsFrom(task.firstLogitRow);
			if (!pieces.isEmpty() && (count > this.limits.prefillChunk() || rows > this.mostLogitRows)) {
				break;
			}
			task.startFrom(0);
			pieces.add(piece);
		}
		return pieces;
	}

	void commit(Piece piece) {
		if (piece.cached() && piece.task().lease != null) {
			this.cache.commit(piece.task().lease);
		}
	}

	void release(Task task) {
		if (task.lease != null) {
			this.cache.release(task.lease);
			task.lease = null;
		}
	}

	void forget() {
		this.cache.clear();
	}

	private Plan assemble(List<Piece> pieces) {
		List<List<Piece>> groups = group(pieces);
		List<Piece> ordered = groups.stream().flatMap(List::stream).toList();
		int count = ordered.stream().mapToInt(Piece::length).sum();
		int[] tokens = new int[count];
		int[] positions = new int[count];
		int[] lengths = new int[count];
		int[] slots = new int[count];
		IntStream.Builder logitRows = IntStream.builder();
		IntStream.Builder hiddenRows = IntStream.builder();
		Set<Integer> layers = new TreeSet<>();
		int at = 0;
		for (Piece piece : ordered) {
			Task task = piece.task();
			int keyLength = keyLength(task);
			for (int i = piece.from(); i < piece.to(); i++, at++) {
				tokens[at] = task.tokens[i];
				positions[at] = i;
				lengths[at] = Math.max(keyLength, i + 1);
				slots[at] = (piece.cached() && task.lease != null) ? task.lease.slot(i) : 0;
				if (i >= task.firstLogitRow) {
					logitRows.add(at);
				}
				if (i >= task.firstHiddenRow) {
					hiddenRows.add(at);
				}
			}
			layers.addAll(task.layers());
		}
		Step step = new Step(tokens, positions, lengths, slots, groups.stream().map(this::attention).toList(),
				logitRows.build().toArray(), hiddenRows.build().toArray(), List.copyOf(layers));
		return new Plan(step, ordered, this.cache.takeCopies());
	}

	/**
	 * Put pieces side by side that have the same few new tokens and about as many keys.
	 */
	private List<List<Piece>> group(List<Piece> pieces) {
		if (pieces.size() == 1) {
			return List.of(pieces);
		}
		List<List<Piece>> groups = new ArrayList<>();
		Map<Integer, List<Piece>> abreast = new TreeMap<>();
		for (Piece piece : pieces) {
			if (piece.cached() && piece.length() <= SHORT) {
				abreast.computeIfAbsent(piece.length(), (length) -> new ArrayList<>()).add(piece);
			}
			else {
				groups.add(List.of(piece));
			}
		}
		for (List<Piece> same : abreast.values()) {
			related(same).forEach((related) -> groups.addAll(split(related)));
		}
		return groups;
	}

	/**
	 * Put pieces apart that have enough of their beginnings in common.
	 */
	private List<List<Piece>> related(List<Piece> pieces) {
		Map<Integer, List<Piece>> byBeginning = new LinkedHashMap<>();
		pieces.forEach(
				(piece) -> byBeginning.computeIfAbsent(lease(piece).slot(0), (slot) -> new ArrayList<>()).add(piece));
		List<List<Piece>> related = new ArrayList<>();
		List<Piece> others = new ArrayList<>();
		for (List<Piece> same : byBeginning.values()) {
			if (shared(same) > 0) {
				related.add(same);
			}
			else {
				others.addAll(same);
			}
		}
		if (!others.isEmpty()) {
			related.add(others);
		}
		return related;
	}

	private static List<List<Piece>> split(List<Piece> pieces) {
		pieces.sort(Comparator.comparingInt(Piece::to).reversed());
		List<List<Piece>> groups = new ArrayList<>();
		int start = 0;
		long padding = 0;
		for (int i = 1; i < pieces.size(); i++) {
			padding += pieces.get(start).to() - pieces.get(i).to();
			if (padding > TOLERATED_PADDING) {
				groups.add(pieces.subList(start, i));
				start = i;
				padding = 0;
			}
		}
		groups.add(pieces.subList(start, pieces.size()));
		return groups;
	}

	/**
	 * Return how many keys are read once for all sequences of a group.
	 */
	private int shared(List<Piece> pieces) {
		Lease first = lease(pieces.get(0));
		int shared = pieces.get(0).from();
		for (Piece piece : pieces) {
			shared = Math.min(shared, Math.min(piece.from(), first.shared(lease(piece))));
		}
		shared -= shared % this.cache.blockSize();
		return ((pieces.size() - 1) * shared >= WORTHWHILE_SHARING && pieces.get(0).length() == 1) ? shared : 0;
	}

	private Group attention(List<Piece> pieces) {
		Piece first = pieces.get(0);
		if (!first.cached()) {
			return Group.uncached(first.length());
		}
		int keyLength = pieces.stream().mapToInt(Piece::to).max().getAsInt();
		if (pieces.size() == 1 && lease(first).isContiguous()) {
			return Group.contiguous(first.length(), keyLength, lease(first).slot(0));
		}
		int shared = shared(pieces);
		int[] keySlots = new int[pieces.size() * (keyLength - shared)];
		int[] keyLengths = new int[pieces.size()];
		for (int i = 0; i < pieces.size(); i++) {
			keyLengths[i] = pieces.get(i).to();
			int[] own = lease(pieces.get(i)).slots(shared, keyLengths[i]);
			System.arraycopy(own, 0, keySlots, i * (keyLength - shared), own.length);
		}
		return new Group(pieces.size(), first.length(), true, keyLength, keyLengths, lease(first).slots(0, shared),
				keySlots, false, 0);
	}

	private static Lease lease(Piece piece) {
		return Objects.requireNonNull(piece.task().lease);
	}

	/**
	 * What one forward may have.
	 *
	 * @param prefillChunk the most prompt tokens
	 * @param maxBatch the most sequences
	 */
	record Limits(int prefillChunk, int maxBatch) {
	}

}
