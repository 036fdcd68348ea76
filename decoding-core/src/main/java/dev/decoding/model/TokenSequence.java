package dev.decoding.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An immutable sequence of token ids: a prompt and what was generated after it.
 * Continuing it is {@link #append}, going back is {@link #take}, forking is keeping the
 * reference.
 * <p>
 * Sequences that grow from one another share one array: the first to append behind the
 * filled part of the array claims the next cells, a second one copies. So appending a
 * token costs amortised constant time along each branch, and {@code take} always does.
 */
public final class TokenSequence {

	private static final TokenSequence EMPTY = new TokenSequence(new Storage(new int[16], 0), 0, 0);

	private final Storage storage;

	private final int length;

	private final int promptLength;

	private TokenSequence(Storage storage, int length, int promptLength) {
		this.storage = storage;
		this.length = length;
		this.promptLength = promptLength;
	}

	/**
	 * Return a sequence that is all prompt.
	 * @param prompt the token ids of the prompt
	 * @return the sequence
	 */
	public static TokenSequence of(int... prompt) {
		TokenSequence sequence = EMPTY.append(prompt);
		return new TokenSequence(sequence.storage, prompt.length, prompt.length);
	}

	/**
	 * Return the number of tokens.
	 * @return the number of tokens, prompt included
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Return how many of the tokens are the prompt.
	 * @return the length of the prompt in tokens
	 */
	public int promptLength() {
		return this.promptLength;
	}

	/**
	 * Return how many of the tokens come after the prompt.
	 * @return the number of generated tokens
	 */
	public int generatedLength() {
		return this.length - this.promptLength;
	}

	public int get(int index) {
		Objects.checkIndex(index, this.length);
		return this.storage.tokens[index];
	}

	/**
	 * Return the last token.
	 * @return the last token
	 * @throws IndexOutOfBoundsException if the sequence is empty
	 */
	public int last() {
		return get(this.length - 1);
	}

	public boolean isEmpty() {
		return this.length == 0;
	}

	public int[] toArray() {
		return toArray(0, this.length);
	}

	/**
	 * Return a copy of a range of the tokens.
	 * @param from the first index
	 * @param to the index behind the last
	 * @return the tokens of the range
	 */
	public int[] toArray(int from, int to) {
		Objects.checkFromToIndex(from, to, this.length);
		return Arrays.copyOfRange(this.storage.tokens, from, to);
	}

	/**
	 * Return the generated tokens.
	 * @return a copy of the tokens after the prompt
	 */
	public int[] generated() {
		return toArray(this.promptLength, this.length);
	}

	/**
	 * Return this sequence continued by more tokens; this one stays as it is.
	 * @param more the tokens to append
	 * @return the longer sequence, with the same prompt length
	 */
	public TokenSequence append(int... more) {
		if (more.length == 0) {
			return this;
		}
		Storage target = this.storage.claim(this.length, more.length);
		System.arraycopy(more, 0, target.tokens, this.length, more.length);
		return new TokenSequence(target, this.length + more.length, this.promptLength);
	}

	/**
	 * Return the first tokens of this sequence.
	 * @param length how many tokens to keep
	 * @return the shorter sequence; its prompt is cut where it was longer
	 */
	public TokenSequence take(int length) {
		Objects.checkFromToIndex(0, length, this.length);
		return (length == this.length) ? this
				: new TokenSequence(this.storage, length, Math.min(this.promptLength, length));
	}

	/**
	 * Return this sequence with another boundary between prompt and continuation.
	 * @param promptLength how many of the tokens count as the prompt
	 * @return the same tokens with the other boundary
	 */
	public TokenSequence withPromptLength(int promptLength) {
		Objects.checkFromToIndex(0, promptLength, this.length);
		return new TokenSequence(this.storage, this.length, promptLength);
	}

	/**
	 * Return whether this sequence begins with all the tokens of another.
	 * @param prefix the other sequence
	 * @return whether it is a prefix of this one
	 */
	public boolean startsWith(TokenSequence prefix) {
		return prefix.length <= this.length
				&& Arrays.equals(this.storage.tokens, 0, prefix.length, prefix.storage.tokens, 0, prefix.length);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof TokenSequence that && this.length == that.length
				&& this.promptLength == that.promptLength && startsWith(that);
	}

	@Override
	public int hashCode() {
		int hash = this.promptLength;
		for (int i = 0; i < this.length; i++) {
			hash = 31 * hash + this.storage.tokens[i];
		}
		return hash;
	}

	@Override
	public String toString() {
		return Arrays.toString(toArray());
	}

	/**
	 * Array cells of which the first {@code used} are taken; a cell is written once,
	 * before the sequence that holds it is published.
	 */
	private static final class Storage {

		private final int[] tokens;

		private final AtomicInteger used;

		Storage(int[] tokens, int used) {
			this.tokens = tokens;
			this.used = new AtomicInteger(used);
		}

		Storage claim(int length, int more) {
			int needed = Math.addExact(length, more);
			if (needed <= this.tokens.length && this.used.compareAndSet(length, needed)) {
				return this;
			}
			int capacity = Math.max(16, Math.max(needed, length + (length >> 1)));
			int[] copy = new int[capacity];
			System.arraycopy(this.tokens, 0, copy, 0, length);
			return new Storage(copy, needed);
		}

	}

}
