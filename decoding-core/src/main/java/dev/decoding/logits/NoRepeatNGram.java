package dev.decoding.logits;

import java.util.Arrays;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes every token that would complete a run of <code>n</code> tokens which has
 * occurred already, in the prompt or behind it, so that no such run occurs twice.
 * <p>
 * Formula: token <code>t</code> is removed if the last <code>n - 1</code> tokens followed
 * by <code>t</code> occur in the sequence.
 * <p>
 * Edges: a sequence of fewer than <code>n</code> tokens changes nothing; with 1 no token
 * occurs twice, those of the prompt included; over a small vocabulary no token may be
 * left.
 * <p>
 * Example: with <code>n = 2</code> behind <code>[5, 7, 5, 9, 5]</code> the tokens 7 and 9
 * are removed.
 * <p>
 * Order: behind the penalties, before the truncations.
 * <p>
 * Source: Paulus, Xiong, Socher, <i>A Deep Reinforced Model for Abstractive
 * Summarization</i>, 2017, section 2.5; Hugging Face's
 * <code>NoRepeatNGramLogitsProcessor</code>.
 *
 * @param size how many tokens a run has, at least 1
 */
public record NoRepeatNGram(int size) implements LogitsProcessor {

	public NoRepeatNGram {
		if (size < 1) {
			throw new IllegalArgumentException("'noRepeatNgramSize' is %d but must be at least 1".formatted(size));
		}
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (sequence.length() >= this.size) {
			int[] tokens = sequence.toArray();
			removeContinuations(tokens, tokens, this.size, logits);
		}
	}

	@Override
	public String name() {
		return "no-repeat-ngram-size";
	}

	/**
	 * Remove the tokens that complete an n-gram. Looks at each token of the source once,
	 * as Knuth, Morris and Pratt do.
	 * @param tokens the sequence, of at least {@code size - 1} tokens
	 * @param source where the n-grams are
	 * @param size the number of tokens of an n-gram
	 * @param logits the scores to change
	 */
	static void removeContinuations(int[] tokens, int[] source, int size, Logits logits) {
		float[] scores = logits.scores();
		int[] prefix = Arrays.copyOfRange(tokens, tokens.length - size + 1, tokens.length);
		int[] borders = borders(prefix);
		int matched = 0;
		for (int token : source) {
			if (matched == prefix.length) {
				scores[token] = Float.NEGATIVE_INFINITY;
			}
			matched = extend(prefix, borders, matched, token);
		}
	}

	/**
	 * For each number of matched tokens, how many still match where one does not follow.
	 */
	private static int[] borders(int[] prefix) {
		int[] borders = new int[prefix.length + 1];
		for (int i = 1; i < prefix.length; i++) {
			borders[i + 1] = extend(prefix, borders, borders[i], prefix[i]);
		}
		return borders;
	}

	private static int extend(int[] prefix, int[] borders, int matched, int token) {
		while (matched > 0 && (matched == prefix.length || prefix[matched] != token)) {
			matched = borders[matched];
		}
		return (matched < prefix.length && prefix[matched] == token) ? matched + 1 : matched;
	}

}
