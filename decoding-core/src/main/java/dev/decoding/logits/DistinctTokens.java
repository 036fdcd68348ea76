package dev.decoding.logits;

import java.util.Arrays;

import dev.decoding.model.TokenSequence;

/**
 * The tokens of a sequence without their repetitions, found with a hash table of the
 * sequence's size.
 */
final class DistinctTokens {

	private DistinctTokens() {
	}

	/**
	 * Return the distinct tokens of a range.
	 * @param sequence the sequence
	 * @param from the first index; the range is empty if it lies behind {@code to}
	 * @param to the index behind the last
	 * @return the tokens in the order of their first occurrence
	 */
	static int[] of(TokenSequence sequence, int from, int to) {
		if (from >= to) {
			return new int[0];
		}
		int[] tokens = sequence.toArray(from, to);
		int bits = 33 - Integer.numberOfLeadingZeros(tokens.length);
		// A token is stored plus 1, so that 0 is an empty cell.
		int[] table = new int[1 << bits];
		int size = 0;
		for (int token : tokens) {
			int cell = (token * 0x9E3779B9) >>> (32 - bits);
			while (table[cell] != 0 && table[cell] != token + 1) {
				cell = (cell + 1) & (table.length - 1);
			}
			if (table[cell] == 0) {
				table[cell] = token + 1;
				tokens[size++] = token;
			}
		}
		return Arrays.copyOf(tokens, size);
	}

}
