package dev.decoding.logits;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds phrases in a text that arrives byte by byte, all in one pass. Each state is a
 * beginning of a phrase that the text ends with.
 * <p>
 * Where case does not matter, all ways to write a character lead from one state to the
 * same next one. The states still are a tree of characters, since UTF-8 shows where a
 * character begins.
 * <p>
 * Source: Aho, Corasick, <i>Efficient String Matching</i>, 1975.
 */
final class PhraseAutomaton {

	private final State start = new State();

	private int longest;

	PhraseAutomaton(Collection<String> phrases, boolean ignoreCase) {
		phrases.forEach((phrase) -> add(phrase, ignoreCase));
		linkFallbacks();
	}

	private void add(String phrase, boolean ignoreCase) {
		State state = this.start;
		int length = 0;
		for (int codePoint : phrase.codePoints().toArray()) {
			int[] variants = ignoreCase ? CaseVariants.of(codePoint) : new int[] { codePoint };
			int most = 0;
			State next = state.characters.computeIfAbsent(ignoreCase ? CaseVariants.fold(codePoint) : codePoint,
					(character) -> new State());
			for (int variant : variants) {
				byte[] bytes = Character.toString(variant).getBytes(StandardCharsets.UTF_8);
				state.lead(bytes, next);
				most = Math.max(most, bytes.length);
			}
			state = next;
			length += most;
		}
		state.accepting = true;
		this.longest = Math.max(this.longest, length);
	}

	/**
	 * Level by level, so that the fallbacks of shorter beginnings are known.
	 */
	private void linkFallbacks() {
		Queue<State> queue = new ArrayDeque<>();
		queue.add(this.start);
		for (State state = queue.poll(); state != null; state = queue.poll()) {
			for (int i = 0; i < state.labels.length; i++) {
				State next = state.targets[i];
				if (next.fallback == null) {
					next.fallback = (state.fallback != null) ? next(state.fallback, state.labels[i]) : this.start;
					next.accepting |= next.fallback.accepting;
					queue.add(next);
				}
			}
		}
	}

	/**
	 * Return the state of an empty text.
	 * @return the state
	 */
	State start() {
		return this.start;
	}

	/**
	 * Return the length of the longest phrase.
	 * @return the length in bytes, in its longest spelling
	 */
	int longest() {
		return this.longest;
	}

	/**
	 * Return the state behind one more byte.
	 * @param state the state so far
	 * @param label the byte
	 * @return the longest beginning of a phrase that the text ends with
	 */
	State next(State state, byte label) {
		for (State from = state; from != null; from = from.fallback) {
			State next = from.target(label);
			if (next != null) {
				return next;
			}
		}
		return this.start;
	}

	/**
	 * Return the tokens that complete a phrase which begins as a state says; for an empty
	 * beginning, those that have a phrase anywhere. They are looked for the first time
	 * only.
	 * @param state the state
	 * @param tokens the tokens to look through, always the same ones
	 * @return the token ids, not to be changed
	 */
	int[] completing(State state, FirstBytes tokens) {
		int[] known = state.completing;
		if (known == null) {
			IntStream found = (state == this.start) ? tokens.all().filter((token) -> occursIn(tokens.bytes(token)))
					: tokens.startingWith(state.labels).filter((token) -> state.isCompletedBy(tokens.bytes(token)));
			known = found.toArray();
			state.completing = known;
		}
		return known;
	}

	private boolean occursIn(byte[] bytes) {
		State state = this.start;
		for (byte label : bytes) {
			state = next(state, label);
			if (state.accepting) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The beginning of a phrase.
	 */
	static final class State {

		private final Map<Integer, State> characters = new HashMap<>();

		private byte[] labels = {};

		private State[] targets = {};

		/** The longest other beginning of a phrase that this one ends with. */
		private @Nullable State fallback;

		/** Whether a phrase ends here. */
		private boolean accepting;

		/** The tokens that complete a phrase from here, once they are known. */
		private volatile int @Nullable [] completing;

		private void lead(byte[] bytes, State to) {
			State state = this;
			for (int i = 0; i < bytes.length - 1; i++) {
				State next = state.target(bytes[i]);
				if (next == null) {
					next = new State();
					state.link(bytes[i], next);
				}
				state = next;
			}
			if (state.target(bytes[bytes.length - 1]) == null) {
				state.link(bytes[bytes.length - 1], to);
			}
		}

		private void link(byte label, State target) {
			this.labels = Arrays.copyOf(this.labels, this.labels.length + 1);
			this.labels[this.labels.length - 1] = label;
			this.targets = Arrays.copyOf(this.targets, this.targets.length + 1);
			this.targets[this.targets.length - 1] = target;
		}

		private @Nullable State target(byte label) {
			for (int i = 0; i < this.labels.length; i++) {
				if (this.labels[i] == label) {
					return this.targets[i];
				}
			}
			return null;
		}

		@Nullable State fallback() {
			return this.fallback;
		}

		/**
		 * Return whether some bytes continue this beginning to the end of a phrase.
		 */
		private boolean isCompletedBy(byte[] bytes) {
			State state = this;
			for (byte label : bytes) {
				state = state.target(label);
				if (state == null) {
					return false;
				}
				if (state.accepting) {
					return true;
				}
			}
			return false;
		}

	}

}
