package dev.decoding.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.model.Tokenizer;

/**
 * Tokens that must occur one after the other in what is generated, or several such
 * phrases of which one must.
 *
 * @param alternatives the token ids of the phrases; none begins with all of another
 */
public record RequiredPhrase(List<List<Integer>> alternatives) {

	public RequiredPhrase {
		alternatives = alternatives.stream().map(List::copyOf).toList();
		if (alternatives.isEmpty() || alternatives.stream().anyMatch(List::isEmpty)) {
			throw new IllegalArgumentException(
					"'phrases' has %s but each alternative must have at least one token".formatted(alternatives));
		}
		if (alternatives.stream().flatMap(List::stream).anyMatch((token) -> token < 0)) {
			throw new IllegalArgumentException(
					"'phrases' has %s but token ids must be at least 0".formatted(alternatives));
		}
		for (int i = 0; i < alternatives.size(); i++) {
			for (int j = 0; j < alternatives.size(); j++) {
				if (i != j && startsWith(alternatives.get(i), alternatives.get(j))) {
					throw new IllegalArgumentException(
							"'phrases' has the alternative %s that begins with another, %s; leave the longer one out"
								.formatted(alternatives.get(i), alternatives.get(j)));
				}
			}
		}
	}

	/**
	 * Require a phrase.
	 * @param tokens its token ids
	 * @return the phrase
	 */
	public static RequiredPhrase of(int... tokens) {
		return new RequiredPhrase(List.of(IntStream.of(tokens).boxed().toList()));
	}

	/**
	 * Require a text, with or without a space before.
	 * @param tokenizer turns the text into tokens
	 * @param text the text
	 * @return the phrase
	 */
	public static RequiredPhrase of(Tokenizer tokenizer, String text) {
		List<Integer> bare = encode(tokenizer, text.stripLeading());
		List<Integer> spaced = encode(tokenizer, " " + text.stripLeading());
		if (bare.isEmpty()) {
			throw new IllegalArgumentException("'phrases' has '%s', which has no tokens".formatted(text));
		}
		boolean alike = startsWith(bare, spaced) || startsWith(spaced, bare);
		return new RequiredPhrase(alike ? List.of(bare) : List.of(bare, spaced));
	}

	private static List<Integer> encode(Tokenizer tokenizer, String text) {
		return IntStream.of(tokenizer.encode(text, false)).boxed().toList();
	}

	/**
	 * Return how many tokens the longest alternative has.
	 */
	int longest() {
		return this.alternatives.stream().mapToInt(List::size).max().orElseThrow();
	}

	/**
	 * Return the tokens that lead on to an alternative.
	 * @param begun the tokens that one begins with, perhaps none
	 * @return the tokens that come next in those that begin so; none if one is complete
	 */
	List<Integer> next(List<Integer> begun) {
		LinkedHashSet<Integer> next = new LinkedHashSet<>();
		for (List<Integer> alternative : this.alternatives) {
			if (alternative.size() > begun.size() && startsWith(alternative, begun)) {
				next.add(alternative.get(begun.size()));
			}
		}
		return List.copyOf(next);
	}

	private static boolean startsWith(List<Integer> tokens, List<Integer> prefix) {
		return prefix.size() <= tokens.size() && tokens.subList(0, prefix.size()).equals(prefix);
	}

}
