package dev.decoding.engine.graph;

import java.util.List;

/**
 * One forward over a ragged batch: the new tokens of several sequences, joined.
 *
 * @param tokens the new tokens of all groups, in order, {@code [tokens]}
 * @param positions the position of each token in its sequence, {@code [tokens]}
 * @param lengths the length of the sequence that counts for each token where rotary
 * embeddings depend on it, {@code [tokens]}
 * @param slots the cache slot that each token's keys and values go to, {@code [tokens]};
 * unused for tokens of groups that are not cached
 * @param groups how the tokens fall into attention groups
 * @param logitRows the tokens, by index, whose next-token logits are wanted
 * @param hiddenRows the tokens, by index, whose hidden state behind the final norm is
 * wanted
 * @param layers the layers whose logits are wanted too, for the tokens of
 * {@code logitRows}: 0 is the embeddings, {@code n} is behind the {@code n}-th layer
 */
public record Step(int[] tokens, int[] positions, int[] lengths, int[] slots, List<Group> groups, int[] logitRows,
		int[] hiddenRows, List<Integer> layers) {

	public Step {
		groups = List.copyOf(groups);
		layers = List.copyOf(layers);
	}

	/**
	 * Sequences with the same number of new tokens, attended to together. The key at
	 * index {@code j} of a sequence is its token at position {@code j}; a new token sees
	 * the keys at its own position and before, cut by the model's sliding window if it
	 * has one.
	 *
	 * @param sequences the number of sequences
	 * @param tokensEach the number of new tokens of each sequence
	 * @param cached whether keys and values are written to and read from the cache; if
	 * not, the new tokens are the whole sequence and see one another only
	 * @param keyLength the number of keys of the longest sequence, new tokens included
	 * @param keyLengths the number of keys of each sequence, new tokens included,
	 * {@code [sequences]}
	 * @param sharedSlots the slots of the first keys, in the order of their positions, if
	 * these are the same ones for all sequences and are to be read once; only with one
	 * new token each, and {@code [shared]}
	 * @param keySlots the slots of the other keys in the order of their positions,
	 * {@code [sequences, keyLength - shared]}, padded with any valid slot; empty where
	 * {@code contiguous} or not cached
	 * @param contiguous whether there is one sequence and its keys lie in consecutive
	 * slots
	 * @param firstSlot the first of the consecutive slots
	 */
	public record Group(int sequences, int tokensEach, boolean cached, int keyLength, int[] keyLengths,
			int[] sharedSlots, int[] keySlots, boolean contiguous, int firstSlot) {

		/**
		 * A whole sequence that uses no cache.
		 * @param tokens the number of tokens
		 * @return the group
		 */
		public static Group uncached(int tokens) {
			return new Group(1, tokens, false, tokens, new int[] { tokens }, new int[0], new int[0], false, 0);
		}

		/**
		 * One sequence whose keys lie in consecutive slots.
		 * @param tokens the number of new tokens
		 * @param keyLength the number of keys, new tokens included
		 * @param firstSlot the slot of the first key
		 * @return the group
		 */
		public static Group contiguous(int tokens, int keyLength, int firstSlot) {
			return new Group(1, tokens, true, keyLength, new int[] { keyLength }, new int[0], new int[0], true,
					firstSlot);
		}

	}

}
