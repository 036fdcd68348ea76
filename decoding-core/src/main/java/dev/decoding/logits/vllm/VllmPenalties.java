package dev.decoding.logits.vllm;

import java.util.Arrays;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes tokens less likely that occurred before: by a factor wherever they occurred, by
 * an amount for each time that they were generated, and by an amount for having been
 * generated at all.
 * <p>
 * Formula: for each token <code>i</code> of the sequence, prompt included,
 * <code>score[i] = score[i] * 1 / repetitionPenalty</code> where it is above 0 and
 * <code>score[i] * repetitionPenalty</code> where not; then for each generated token
 * <code>score[i] = score[i] - frequencyPenalty * count[i] - presencePenalty</code>, where
 * <code>count</code> is without the prompt.
 * <p>
 * Edges: 1, 0 and 0 change nothing; less than that makes repetitions more likely; a
 * removed token stays removed.
 * <p>
 * Example: with penalties of 2, 0.5 and 0.25, behind the prompt <code>[0]</code> and the
 * generated tokens <code>[1, 1]</code>, the scores <code>[1, 4, -1]</code> become
 * <code>[0.5, 0.75, -1]</code>.
 * <p>
 * Order: behind {@link VllmLogitBias} and before the temperature.
 * <p>
 * Source: Keskar et al., <i>CTRL</i>, 2019, section 4.1; OpenAI's API; vLLM's
 * <code>repetition_penalty</code>, <code>frequency_penalty</code> and
 * <code>presence_penalty</code>.
 *
 * @param repetitionPenalty the factor, above 0 and finite
 * @param frequencyPenalty the amount for each time, from -2 to 2
 * @param presencePenalty the amount for having been generated, from -2 to 2
 */
public record VllmPenalties(double repetitionPenalty, double frequencyPenalty,
		double presencePenalty) implements LogitsProcessor {

	private static final double MOST = 2;

	public VllmPenalties {
		if (!((float) repetitionPenalty > 0) || Float.isInfinite((float) repetitionPenalty)) {
			throw new IllegalArgumentException(
					"'repetitionPenalty' is %s but must be a finite number above 0".formatted(repetitionPenalty));
		}
		check("frequencyPenalty", frequencyPenalty);
		check("presencePenalty", presencePenalty);
	}

	private static void check(String name, double penalty) {
		if (!(Math.abs(penalty) <= MOST)) {
			throw new IllegalArgumentException("'%s' is %s but must be from -2 to 2".formatted(name, penalty));
		}
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (this.repetitionPenalty != 1) {
			penalizeRepetition(sequence, logits.scores());
		}
		if (this.frequencyPenalty != 0 || this.presencePenalty != 0) {
			penalizeGenerated(sequence, logits.scores());
		}
	}

	/**
	 * All scores are read before any is changed, so that no token is penalized twice.
	 */
	private void penalizeRepetition(TokenSequence sequence, float[] scores) {
		float penalty = (float) this.repetitionPenalty;
		float reward = 1 / penalty;
		int[] tokens = sequence.toArray();
		float[] before = new float[tokens.length];
		for (int i = 0; i < tokens.length; i++) {
			before[i] = scores[tokens[i]];
		}
		for (int i = 0; i < tokens.length; i++) {
			scores[tokens[i]] = before[i] * ((before[i] > 0) ? reward : penalty);
		}
	}

	private void penalizeGenerated(TokenSequence sequence, float[] scores) {
		int[] generated = sequence.generated();
		Arrays.sort(generated);
		for (int start = 0, end = 0; start < generated.length; start = end) {
			int token = generated[start];
			while (end < generated.length && generated[end] == token) {
				end++;
			}
			float score = scores[token] - (float) this.frequencyPenalty * (end - start);
			scores[token] = score - (float) this.presencePenalty;
		}
	}

	@Override
	public String name() {
		return "vllm-penalties";
	}

}
