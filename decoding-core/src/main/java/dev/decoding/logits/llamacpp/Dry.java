package dev.decoding.logits.llamacpp;

import java.util.HashMap;
import java.util.Map;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * "Don't repeat yourself": makes a token less likely that would continue a repetition,
 * the more so the longer the repetition already is. Takes time in proportion to the
 * tokens that it looks at.
 * <p>
 * Formula: let <code>n</code> be the length of the longest end of the sequence that
 * occurred before with token <code>i</code> behind it. Where it is at least
 * <code>allowedLength</code>,
 * <code>score[i] = score[i] - multiplier * base^(n - allowedLength)</code>.
 * <p>
 * Edges: a repetition begins at the earliest behind the last sequence breaker, such as a
 * line break; a breaker of one token is never made less likely itself; a multiplier of 0,
 * a base below 1 or a window of 0 changes nothing, nor do so few tokens as may be
 * repeated; the exponent is limited to what single precision can hold.
 * <p>
 * Example: with a multiplier of 1, base of 2 and an allowed length of 1, behind
 * <code>[0, 1, 2, 0, 1]</code> token 2 would make the repetition of two tokens one of
 * three: the scores <code>[5, 5, 5]</code> become <code>[5, 5, 3]</code>.
 * <p>
 * Order: behind {@link Penalties} and before the truncations.
 * <p>
 * Source: p-e-w, <i>DRY: A modern repetition penalty that reliably prevents looping</i>,
 * 2024 (oobabooga/text-generation-webui, pull request 5677); the repetitions are found
 * with Gusfield's Z-algorithm (<i>Algorithms on Strings, Trees, and Sequences</i>, 1997,
 * section 1.3); llama.cpp's <code>dry</code>.
 *
 * @param multiplier the penalty of a repetition that is just too long, 0 for none
 * @param base what the penalty is multiplied by for each further token
 * @param allowedLength how long a repetition can become without a penalty, at least 0
 * @param penaltyLastN how many of the last tokens to look at, prompt included, at least 0
 * @param breakers what no repetition crosses
 */
public record Dry(double multiplier, double base, int allowedLength, int penaltyLastN,
		SequenceBreakers breakers) implements LogitsProcessor {

	/** The logarithm of the largest number of single precision. */
	private static final float MOST = 88.7228391f;

	public Dry {
		Options.checkFinite("multiplier", multiplier);
		Options.checkNotNegative("base", base);
		Options.checkNotNegative("allowedLength", allowedLength);
		Options.checkNotNegative("penaltyLastN", penaltyLastN);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		int length = Math.min(sequence.length(), this.penaltyLastN);
		if (this.multiplier == 0 || (float) this.base < 1 || length <= this.allowedLength) {
			return;
		}
		int[] last = reversed(sequence.toArray(sequence.length() - length, sequence.length()));
		int limit = this.breakers.tokensBehind(last);
		if (limit < this.allowedLength) {
			return;
		}
		longest(last, limit).forEach((token, repeated) -> {
			if (token < logits.vocabularySize() && !this.breakers.isBreaker(token)) {
				logits.set(token, logits.get(token) - penalty(repeated));
			}
		});
	}

	private static int[] reversed(int[] tokens) {
		int[] reversed = new int[tokens.length];
		for (int i = 0; i < tokens.length; i++) {
			reversed[i] = tokens[tokens.length - 1 - i];
		}
		return reversed;
	}

	/**
	 * Return the tokens that would continue a repetition, and the longest one of each.
	 */
	private Map<Integer, Integer> longest(int[] last, int limit) {
		int[] repeated = repeated(last);
		Map<Integer, Integer> longest = new HashMap<>();
		for (int i = 1; i < last.length; i++) {
			int length = Math.min(repeated[i], limit);
			if (length >= this.allowedLength) {
				longest.merge(last[i - 1], length, Math::max);
			}
		}
		return longest;
	}

	/**
	 * Return for each index how many of the tokens from there on are those from 0 on.
	 */
	private static int[] repeated(int[] tokens) {
		int[] repeated = new int[tokens.length];
		// The match found so far that reaches farthest.
		int from = 0;
		int to = 0;
		for (int i = 1; i < tokens.length; i++) {
			int length = (i < to) ? Math.min(repeated[i - from], to - i) : 0;
			while (i + length < tokens.length && tokens[length] == tokens[i + length]) {
				length++;
			}
			repeated[i] = length;
			if (i + length > to) {
				from = i;
				to = i + length;
			}
		}
		return repeated;
	}

	private float penalty(int repeated) {
		float base = (float) this.base;
		int exponent = repeated - this.allowedLength;
		int highest = (base > 1.000001f) ? (int) (MOST / (float) Math.log(base)) : 0;
		if (highest > 0) {
			exponent = Math.min(exponent, highest);
		}
		return (float) ((float) this.multiplier * Math.pow(base, exponent));
	}

	@Override
	public String name() {
		return "dry";
	}

}
