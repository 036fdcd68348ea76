package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes every token but those that a function allows behind the tokens so far: the
 * simplest way to constrain a text, for example to the entries of a dictionary.
 * <p>
 * Formula: token <code>i</code> is removed unless the function names it.
 * <p>
 * Edges: a function that allows no token is an error; a token that was removed before
 * stays removed; a token may be named twice; the function may be called from several
 * threads.
 * <p>
 * Example: <code>new PrefixAllowedTokens((sequence) -&gt; new int[] { 5, 7 })</code>
 * leaves tokens 5 and 7.
 * <p>
 * Order: behind {@link MinNewTokens}, before the forced tokens and the truncations.
 * <p>
 * Source: De Cao, Izacard, Riedel, Petroni, <i>Autoregressive Entity Retrieval</i>, 2020,
 * section 3.2; Hugging Face's <code>PrefixConstrainedLogitsProcessor</code>.
 *
 * @param allowedTokens names the tokens that may follow
 */
public record PrefixAllowedTokens(AllowedTokens allowedTokens) implements LogitsProcessor {

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException if the function names no token, or one that the
	 * vocabulary does not have
	 */
	@Override
	public void process(TokenSequence sequence, Logits logits) {
		int[] allowed = this.allowedTokens.after(sequence);
		if (allowed.length == 0) {
			throw new IllegalArgumentException(
					"'prefixAllowedTokens' allows no token at position %d; name at least one, such as an end-of-text token"
						.formatted(sequence.length()));
		}
		float[] scores = logits.scores();
		float[] kept = new float[allowed.length];
		for (int i = 0; i < allowed.length; i++) {
			TokenIds.checkInVocabulary("prefixAllowedTokens", allowed[i], scores.length);
			kept[i] = scores[allowed[i]];
		}
		// Added, so that a score that is not a number is still there for the chain to
		// find.
		for (int token = 0; token < scores.length; token++) {
			scores[token] += Float.NEGATIVE_INFINITY;
		}
		for (int i = 0; i < allowed.length; i++) {
			scores[allowed[i]] = kept[i];
		}
	}

	@Override
	public String name() {
		return "prefix-allowed-tokens";
	}

	/**
	 * Names the tokens that may follow.
	 */
	@FunctionalInterface
	public interface AllowedTokens {

		/**
		 * Name the tokens that may follow a sequence.
		 * @param sequence the prompt and the tokens generated so far
		 * @return the token ids, at least one
		 */
		int[] after(TokenSequence sequence);

	}

}
