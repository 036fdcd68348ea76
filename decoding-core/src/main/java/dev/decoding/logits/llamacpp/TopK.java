package dev.decoding.logits.llamacpp;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Keeps exactly the <code>k</code> tokens with the highest scores and removes all others.
 * The row is narrowed to them, in descending order.
 * <p>
 * Formula: sort by descending score, keep the first <code>k</code>.
 * <p>
 * Edges: of tokens that tie with the <code>k</code>-th those with the lower ids are kept,
 * where llama.cpp leaves it open and Hugging Face keeps all; 0 or less changes nothing.
 * <p>
 * Example: with <code>k = 2</code> the scores <code>[1, 4, 3, 3]</code> become
 * <code>[-inf, 4, 3, -inf]</code>.
 * <p>
 * Order: behind {@link Penalties}, {@link Dry} and {@link TopNSigma}; before
 * {@link TypicalP} and all that then look at <code>k</code> tokens only.
 * <p>
 * Source: Fan, Lewis, Dauphin, <i>Hierarchical Neural Story Generation</i>, 2018;
 * llama.cpp's <code>top_k</code>.
 *
 * @param k how many tokens to keep, 0 or less for all
 */
public record TopK(int k) implements LogitsProcessor {

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (this.k > 0) {
			logits.keepHighest(this.k, false);
			logits.sort();
		}
	}

	@Override
	public String name() {
		return "llama-cpp-top-k";
	}

}
