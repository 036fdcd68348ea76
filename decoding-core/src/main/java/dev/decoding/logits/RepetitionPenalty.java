package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes tokens that have occurred, in the prompt or behind it, less likely to occur
 * again. A token is penalised once, however often it has occurred.
 * <p>
 * Formula: for each distinct token <code>i</code> of the sequence,
 * <code>score[i] = score[i] * penalty</code> if <code>score[i] &lt; 0</code> and
 * <code>score[i] / penalty</code> otherwise, in single precision.
 * <p>
 * Edges: 1 changes nothing, below 1 repetition is rewarded; a score of 0 stays 0, and a
 * removed token stays removed; scores that are log-probabilities, as in beam search, are
 * all multiplied.
 * <p>
 * Example: with <code>penalty = 2</code> and the sequence <code>[0, 1, 0]</code> the
 * scores <code>[3, -1, 2]</code> become <code>[1.5, -2, 2]</code>.
 * <p>
 * Order: behind {@link SequenceBias}, whose bias it scales, and before
 * {@link Temperature}.
 * <p>
 * Source: Keskar, McCann, Varshney, Xiong, Socher, <i>CTRL: A Conditional Transformer
 * Language Model for Controllable Generation</i>, 2019, section 4.1; Hugging Face's
 * <code>RepetitionPenaltyLogitsProcessor</code>.
 *
 * @param penalty the penalty, above 0
 * @param promptIgnoreLength how many of the sequence's first tokens do not count, at
 * least 0
 */
public record RepetitionPenalty(double penalty, int promptIgnoreLength) implements LogitsProcessor {

	public RepetitionPenalty {
		if (!(penalty > 0)) {
			throw new IllegalArgumentException("'repetitionPenalty' is %s but must be above 0".formatted(penalty));
		}
		if (promptIgnoreLength < 0) {
			throw new IllegalArgumentException(
					"'promptIgnoreLength' is %d but must be at least 0".formatted(promptIgnoreLength));
		}
	}

	/**
	 * Penalise all tokens of the prompt and behind it.
	 * @param penalty the penalty, above 0
	 */
	public RepetitionPenalty(double penalty) {
		this(penalty, 0);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (this.penalty != 1) {
			penalise(DistinctTokens.of(sequence, this.promptIgnoreLength, sequence.length()), logits,
					(float) this.penalty);
		}
	}

	@Override
	public String name() {
		return "repetition-penalty";
	}

	/**
	 * Penalise tokens.
	 * @param tokens the tokens, each at most once
	 * @param logits the scores to change
	 * @param penalty what negative scores are multiplied by and others are divided by
	 */
	static void penalise(int[] tokens, Logits logits, float penalty) {
		float[] scores = logits.scores();
		for (int token : tokens) {
			float score = scores[token];
			scores[token] = (score < 0) ? score * penalty : score / penalty;
		}
	}

}
