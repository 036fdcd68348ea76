package dev.decoding.logits;

import java.util.stream.IntStream;

import dev.decoding.model.Vocabulary;

/**
 * The tokens that add bytes to a text, by the first of those bytes. Special tokens add
 * none.
 */
final class FirstBytes {

	private static final byte[] NONE = {};

	private final Vocabulary vocabulary;

	private final int[] tokens;

	private final int[] starts = new int[257];

	FirstBytes(Vocabulary vocabulary) {
		this.vocabulary = vocabulary;
		for (int token = 0; token < vocabulary.size(); token++) {
			if (bytes(token).length > 0) {
				this.starts[(bytes(token)[0] & 0xFF) + 1]++;
			}
		}
		for (int first = 0; first < 256; first++) {
			this.starts[first + 1] += this.starts[first];
		}
		this.tokens = new int[this.starts[256]];
		int[] ends = this.starts.clone();
		for (int token = 0; token < vocabulary.size(); token++) {
			if (bytes(token).length > 0) {
				this.tokens[ends[bytes(token)[0] & 0xFF]++] = token;
			}
		}
	}

	/**
	 * Return the bytes that a token adds to a text.
	 * @param token the token id
	 * @return the bytes, not to be changed
	 */
	byte[] bytes(int token) {
		return this.vocabulary.isSpecial(token) ? NONE : this.vocabulary.bytes(token);
	}

	/**
	 * Return the tokens that add bytes.
	 * @return the token ids
	 */
	IntStream all() {
		return IntStream.of(this.tokens);
	}

	/**
	 * Return the tokens that start with one of some bytes.
	 * @param firsts the bytes, none twice
	 * @return the token ids
	 */
	IntStream startingWith(byte[] firsts) {
		return IntStream.range(0, firsts.length)
			.map((i) -> firsts[i] & 0xFF)
			.flatMap((first) -> IntStream.range(this.starts[first], this.starts[first + 1]))
			.map((i) -> this.tokens[i]);
	}

}
