package dev.decoding.logits;

import java.util.Arrays;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Top-H sampling: keeps as many of the most likely tokens as have a share of the entropy
 * together. So few tokens are left where the model is sure and many where it is not.
 * <p>
 * Formula: of the 100 most likely tokens, renormalised and sorted by descending
 * probability, with the entropy <code>H</code>, those at the beginning are kept whose
 * <code>-p[0] ln p[0] - ... - p[i] ln p[i] &lt;= topH * H</code>.
 * <p>
 * Edges: the most likely token is always kept; all but the 100 most likely tokens are
 * always removed; a token that had been removed before ends the set; where a score is NaN
 * or infinite, or no token is left, nothing is changed, for the chain to find.
 * <p>
 * Example: with <code>topH = 0.6</code> tokens of the probabilities
 * <code>[0.1, 0.5, 0.15, 0.25]</code>, of which the entropy is 1.21 and the shares are
 * 0.35 for the second and again 0.35 for the fourth, leave these two.
 * <p>
 * Order: behind {@link Temperature} and before the other truncations, as Hugging Face has
 * it.
 * <p>
 * Source: Potraghloo, Azizi, Kundu, Pedram, <i>Top-H Decoding: Adapting the Creativity
 * and Coherence with Bounded Entropy in Text Generation</i>, 2025; Hugging Face's
 * <code>TopHLogitsWarper</code>.
 *
 * @param topH the share of the entropy, above 0 and at most 1
 */
public record TopH(double topH) implements LogitsProcessor {

	private static final int CONSIDERED = 100;

	public TopH {
		if (!(topH > 0 && topH <= 1)) {
			throw new IllegalArgumentException("'topH' is %s but must be above 0 and at most 1".formatted(topH));
		}
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (!Float.isFinite(logits.max())) {
			return;
		}
		logits.keepHighest(CONSIDERED, false);
		logits.sort();
		float normalizer = (float) logits.distribution().logNormalizer();
		float[] probabilities = Softmax.probabilities(Arrays.copyOf(logits.values(), logits.count()));
		double entropy = 0;
		for (int i = 0; i < probabilities.length; i++) {
			float logProbability = Math.max(logits.values()[i] - normalizer, -Float.MAX_VALUE);
			entropy -= logProbability * probabilities[i];
		}
		float most = (float) entropy * (float) this.topH;
		int kept = 0;
		double sum = 0;
		do {
			sum += share(probabilities[kept++]);
		}
		while (kept < probabilities.length && (float) (sum + share(probabilities[kept])) <= most);
		logits.keepFirst(kept);
	}

	@Override
	public String name() {
		return "top-h";
	}

	/**
	 * Return what a token adds to the entropy, in single precision as the reference: a
	 * probability that rounds to 1 adds nothing.
	 */
	private static float share(float probability) {
		return -probability * (float) Math.log(probability);
	}

}
