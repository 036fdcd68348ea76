package dev.decoding.logits.vllm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

/**
 * Removes the token that would complete a banned sequence of tokens.
 * <p>
 * Formula: <code>score[i] = -inf</code> for a banned sequence that ends with token
 * <code>i</code> if its other tokens are the last ones that were generated.
 * <p>
 * Edges: a banned sequence of one token is removed always; tokens of the prompt do not
 * count as the beginning of a banned sequence; the same word made of other tokens is not
 * removed, for which there is {@link dev.decoding.logits.BadPhrases}.
 * <p>
 * Example: with the banned sequences <code>[3]</code> and <code>[0, 1]</code>, behind the
 * generated token 0, the scores <code>[1, 4, 2, 3]</code> become
 * <code>[1, -inf, 2, -inf]</code>.
 * <p>
 * Order: behind {@link AllowedTokenIds} and before {@link MinTokens}.
 * <p>
 * Source: vLLM's <code>bad_words</code>.
 *
 * @param sequences the banned sequences of tokens, none empty
 */
public record VllmBadWords(List<List<Integer>> sequences) implements LogitsProcessor {

	public VllmBadWords {
		sequences = sequences.stream().map(List::copyOf).toList();
		if (sequences.contains(List.<Integer>of())) {
			throw new IllegalArgumentException("'badWords' has an empty sequence of tokens, which completes nothing");
		}
	}

	/**
	 * Ban words as vLLM turns them into tokens: each without a leading space, and with
	 * one where that gives another first token and as many tokens.
	 * @param tokenizer the model's tokenizer
	 * @param words the words; leading spaces do not count
	 * @return the processor
	 */
	public static VllmBadWords of(Tokenizer tokenizer, List<String> words) {
		List<List<Integer>> sequences = new ArrayList<>();
		for (String word : words) {
			String stripped = word.stripLeading();
			List<Integer> bare = encode(tokenizer, stripped);
			if (bare.isEmpty()) {
				throw new IllegalArgumentException("'badWords' has '%s', which has no tokens".formatted(word));
			}
			sequences.add(bare);
			List<Integer> spaced = encode(tokenizer, " " + stripped);
			if (spaced.size() == bare.size() && !spaced.get(0).equals(bare.get(0))) {
				sequences.add(spaced);
			}
		}
		return new VllmBadWords(sequences);
	}

	private static List<Integer> encode(Tokenizer tokenizer, String text) {
		return Arrays.stream(tokenizer.encode(text, false)).boxed().toList();
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		for (List<Integer> banned : this.sequences) {
			if (endsWithAllButTheLastOf(banned, sequence)) {
				int last = banned.get(banned.size() - 1);
				TokenRange.check("badWords", last, logits.vocabularySize());
				logits.set(last, Float.NEGATIVE_INFINITY);
			}
		}
	}

	private static boolean endsWithAllButTheLastOf(List<Integer> banned, TokenSequence sequence) {
		int prefix = banned.size() - 1;
		if (prefix > sequence.generatedLength()) {
			return false;
		}
		for (int i = 0, start = sequence.length() - prefix; i < prefix; i++) {
			if (banned.get(i) != sequence.get(start + i)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String name() {
		return "vllm-bad-words";
	}

}
