package dev.decoding.logits.llamacpp;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Keeps the tokens whose scores are within some standard deviations of the highest one,
 * and removes all others. Which ones does not depend on the temperature.
 * <p>
 * Formula: with <code>sigma</code> the standard deviation of all scores (population),
 * token <code>i</code> is removed if <code>score[i] &lt; max - n * sigma</code>.
 * <p>
 * Edges: removed tokens do not count for the standard deviation; 0 or less changes
 * nothing, nor do scores that are all equal.
 * <p>
 * Example: with <code>n = 1</code> the scores <code>[4, 0, 0, 0]</code>, whose standard
 * deviation is 1.73, become <code>[4, -inf, -inf, -inf]</code>.
 * <p>
 * Order: before {@link TopK} and behind {@link Dry}: it looks at the whole vocabulary.
 * <p>
 * Source: Tang, Liu, Xu, Huang, Wang, <i>Top-n&sigma;: Not All Logits Are You Need</i>,
 * 2024; llama.cpp's <code>top_n_sigma</code>.
 *
 * @param n how many standard deviations, 0 or less for no truncation
 */
public record TopNSigma(double n) implements LogitsProcessor {

	public TopNSigma {
		Options.checkFinite("topNSigma", n);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float max = logits.max();
		if ((float) this.n <= 0 || logits.count() <= 1 || !Float.isFinite(max)) {
			return;
		}
		float[] values = logits.values();
		float threshold = max - (float) this.n * deviation(values, logits.count());
		for (int i = 0; i < logits.count(); i++) {
			values[i] = (values[i] < threshold) ? Float.NEGATIVE_INFINITY : values[i];
		}
	}

	private static float deviation(float[] values, int count) {
		double sum = 0;
		int left = 0;
		for (int i = 0; i < count; i++) {
			if (values[i] != Float.NEGATIVE_INFINITY) {
				sum += values[i];
				left++;
			}
		}
		float mean = (float) (sum / left);
		double squares = 0;
		for (int i = 0; i < count; i++) {
			if (values[i] != Float.NEGATIVE_INFINITY) {
				float difference = values[i] - mean;
				squares += (double) difference * difference;
			}
		}
		return (float) Math.sqrt((float) squares / left);
	}

	@Override
	public String name() {
		return "top-n-sigma";
	}

}
