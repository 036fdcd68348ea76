package dev.decoding.logits.llamacpp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;

/**
 * The sequences of tokens that no repetition crosses, such as a line break. Immutable.
 *
 * @see Dry
 */
public final class SequenceBreakers {

	/** No breakers at all. */
	public static final SequenceBreakers NONE = of(List.of());

	/** The texts that break sequences in llama.cpp by default. */
	public static final List<String> DEFAULT_TEXTS = List.of("\n", ":", "\"", "*");

	/** No more bytes of a text, and tokens behind its first, are looked at. */
	private static final int MOST_BYTES = 40;

	private static final int MOST_TOKENS = 20;

	/** The sequences by their first tokens. */
	private final Map<Integer, Set<List<Integer>>> sequences;

	private SequenceBreakers(Map<Integer, Set<List<Integer>>> sequences) {
		this.sequences = sequences;
	}

	/**
	 * Return the breakers of given tokens.
	 * @param sequences the token ids of each breaker, none of them empty
	 * @return the breakers
	 */
	public static SequenceBreakers of(Collection<List<Integer>> sequences) {
		Map<Integer, Set<List<Integer>>> all = new HashMap<>();
		for (List<Integer> sequence : sequences) {
			if (sequence.isEmpty()) {
				throw new IllegalArgumentException("'breakers' has an empty sequence; leave it out");
			}
			add(all, sequence.get(0), sequence.subList(1, sequence.size()));
		}
		return new SequenceBreakers(all);
	}

	/**
	 * Return the breakers of texts, in whatever tokens they occur: those that contain a
	 * text, and those that end with the beginning of one, followed by the tokens of its
	 * rest. Looks at each token of the vocabulary.
	 * @param tokenizer the tokenizer
	 * @param texts the texts, none of them empty
	 * @return the breakers
	 */
	public static SequenceBreakers of(Tokenizer tokenizer, Collection<String> texts) {
		Map<Integer, Set<List<Integer>>> all = new HashMap<>();
		for (String text : texts) {
			if (text.isEmpty()) {
				throw new IllegalArgumentException("'breakers' has an empty text; leave it out");
			}
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			byte[] breaker = Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES));
			Vocabulary vocabulary = tokenizer.vocabulary();
			for (int token = 0; token < vocabulary.size(); token++) {
				add(all, token, vocabulary.bytes(token), breaker, tokenizer);
			}
		}
		return new SequenceBreakers(all);
	}

	private static void add(Map<Integer, Set<List<Integer>>> all, int token, byte[] word, byte[] breaker,
			Tokenizer tokenizer) {
		for (int start = 0; start + breaker.length <= word.length; start++) {
			if (word[start] == breaker[0]
					&& Arrays.equals(word, start, start + breaker.length, breaker, 0, breaker.length)) {
				add(all, token, List.of());
				return;
			}
		}
		for (int start = Math.max(0, word.length - breaker.length + 1); start < word.length; start++) {
			int length = word.length - start;
			if (Arrays.equals(word, start, word.length, breaker, 0, length) && isCharacter(breaker[length])) {
				String rest = new String(breaker, length, breaker.length - length, StandardCharsets.UTF_8);
				int[] tail = tokenizer.encode(rest, false);
				add(all, token, Arrays.stream(tail).limit(MOST_TOKENS).boxed().toList());
			}
		}
	}

	/** Only the rest of whole characters is a text that can be encoded. */
	private static boolean isCharacter(byte first) {
		return (first & 0xC0) != 0x80;
	}

	private static void add(Map<Integer, Set<List<Integer>>> all, int token, List<Integer> tail) {
		all.computeIfAbsent(token, (key) -> new LinkedHashSet<>()).add(List.copyOf(tail));
	}

	/**
	 * Return whether a token is a breaker by itself.
	 * @param token the token id
	 * @return whether it is
	 */
	boolean isBreaker(int token) {
		return this.sequences.getOrDefault(token, Set.of()).contains(List.<Integer>of());
	}

	/**
	 * Return how many tokens there are behind the last breaker of a sequence.
	 * @param reversed the tokens, last one first
	 * @return the number, that of all tokens if there is no breaker
	 */
	int tokensBehind(int[] reversed) {
		for (int i = 0; i < reversed.length && !this.sequences.isEmpty(); i++) {
			int longest = -1;
			for (List<Integer> tail : this.sequences.getOrDefault(reversed[i], Set.of())) {
				if (tail.size() > longest && isAt(reversed, i - 1, tail)) {
					longest = tail.size();
				}
			}
			if (longest >= 0) {
				return i - longest;
			}
		}
		return reversed.length;
	}

	/**
	 * Return whether tokens begin at an index and go on towards the end.
	 */
	private static boolean isAt(int[] reversed, int index, List<Integer> tokens) {
		if (tokens.size() > index + 1) {
			return false;
		}
		for (int i = 0; i < tokens.size(); i++) {
			if (reversed[index - i] != tokens.get(i)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SequenceBreakers that && this.sequences.equals(that.sequences);
	}

	@Override
	public int hashCode() {
		return this.sequences.hashCode();
	}

	@Override
	public String toString() {
		return this.sequences.toString();
	}

}
