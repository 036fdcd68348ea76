package dev.decoding.logits.llamacpp;

import java.util.Arrays;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes tokens that occurred lately, in the prompt or behind it, less likely: by a
 * factor, by an amount for each time, and by an amount for having occurred at all.
 * <p>
 * Formula: for each token <code>i</code> of the last <code>repeatLastN</code> ones, with
 * <code>count[i]</code> how often it is among them,
 * <code>score[i] = score[i] * repeatPenalty</code> where it is at most 0 and
 * <code>score[i] / repeatPenalty</code> where not, then
 * <code>score[i] = score[i] - (count[i] * frequencyPenalty + presencePenalty)</code>, in
 * single precision.
 * <p>
 * Edges: 1, 0 and 0 change nothing, nor does a window of 0; less than that makes
 * repetitions likelier; a removed token stays removed.
 * <p>
 * Example: with penalties of 2, 0.5 and 0.25, behind <code>[0, 1, 1]</code>, the scores
 * <code>[1, 4, -1]</code> become <code>[-0.25, 0.75, -1]</code>.
 * <p>
 * Order: behind {@link LogitBias} and before {@link Dry}.
 * <p>
 * Source: Keskar et al., <i>CTRL</i>, 2019, section 4.1; OpenAI's API; llama.cpp's
 * <code>penalties</code>.
 *
 * @param repeatLastN how many of the last tokens to look at, prompt included, at least 0
 * @param repeatPenalty the factor, above 0
 * @param frequencyPenalty the amount for each time
 * @param presencePenalty the amount for having occurred
 */
public record Penalties(int repeatLastN, double repeatPenalty, double frequencyPenalty,
		double presencePenalty) implements LogitsProcessor {

	/** How many tokens llama.cpp looks at by default. */
	public static final int DEFAULT_LAST_N = 64;

	public Penalties {
		Options.checkNotNegative("repeatLastN", repeatLastN);
		if (!((float) repeatPenalty > 0) || Float.isInfinite((float) repeatPenalty)) {
			throw new IllegalArgumentException(
					"'repeatPenalty' is %s but must be a finite number above 0".formatted(repeatPenalty));
		}
		Options.checkFinite("frequencyPenalty", frequencyPenalty);
		Options.checkFinite("presencePenalty", presencePenalty);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (this.repeatPenalty == 1 && this.frequencyPenalty == 0 && this.presencePenalty == 0) {
			return;
		}
		int[] tokens = sequence.toArray(Math.max(0, sequence.length() - this.repeatLastN), sequence.length());
		Arrays.sort(tokens);
		for (int start = 0, end = 0; start < tokens.length; start = end) {
			int token = tokens[start];
			while (end < tokens.length && tokens[end] == token) {
				end++;
			}
			if (token < logits.vocabularySize()) {
				logits.set(token, penalized(logits.get(token), end - start));
			}
		}
	}

	private float penalized(float score, int count) {
		float factor = (float) this.repeatPenalty;
		float scaled = (score <= 0) ? score * factor : score / factor;
		return scaled - (count * (float) this.frequencyPenalty + (float) this.presencePenalty);
	}

	@Override
	public String name() {
		return "llama-cpp-penalties";
	}

}
