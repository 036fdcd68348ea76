package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Keeps the <code>k</code> tokens with the highest scores and removes all others.
 * <p>
 * Formula: with <code>t</code> the <code>k</code>-th highest score, token <code>i</code>
 * is removed if <code>score[i] &lt; t</code>.
 * <p>
 * Edges: tokens that tie with the <code>k</code>-th are all kept, so more than
 * <code>k</code> can be left; a <code>k</code> of at least the vocabulary's size changes
 * nothing; a score that is NaN counts as the highest and is kept, for the chain to find.
 * <p>
 * Example: with <code>k = 2</code> the scores <code>[1, 4, 2, 3]</code> become
 * <code>[-inf, 4, -inf, 3]</code>, and <code>[1, 4, 3, 3]</code> become
 * <code>[-inf, 4, 3, 3]</code>.
 * <p>
 * Order: behind {@link Temperature}, which it does not depend on, and before
 * {@link TopP}, which then shares out only what is left.
 * <p>
 * Source: Fan, Lewis, Dauphin, <i>Hierarchical Neural Story Generation</i>, 2018; Hugging
 * Face's <code>TopKLogitsWarper</code>.
 *
 * @param k how many tokens to keep, at least 1
 * @param minTokensToKeep how many tokens to keep even if <code>k</code> is less, at least
 * 1
 */
public record TopK(int k, int minTokensToKeep) implements LogitsProcessor {

	public TopK {
		if (k < 1) {
			throw new IllegalArgumentException("'topK' is %d but must be at least 1".formatted(k));
		}
		MinTokensToKeep.check(minTokensToKeep);
	}

	/**
	 * Keep the tokens with the highest scores.
	 * @param k how many tokens to keep, at least 1
	 */
	public TopK(int k) {
		this(k, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		logits.keepHighest(Math.max(this.k, this.minTokensToKeep), true);
	}

	@Override
	public String name() {
		return "top-k";
	}

}
