package dev.decoding.logits;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes the tokens of the prompt more likely, so that a summary or an answer keeps to the
 * words it was given. The inverse of {@link RepetitionPenalty}, on the prompt alone.
 * <p>
 * Formula: with <code>q = 1 / penalty</code>, for each distinct token <code>i</code> of
 * the prompt <code>score[i] = score[i] * q</code> if <code>score[i] &lt; 0</code> and
 * <code>score[i] / q</code> otherwise, in single precision.
 * <p>
 * Edges: 1 changes nothing; below 1 the prompt's tokens become less likely; a score of 0
 * stays 0, and a removed token stays removed.
 * <p>
 * Example: with <code>penalty = 2</code> and the prompt <code>[0, 1]</code> the scores
 * <code>[3, -1, 2]</code> become <code>[6, -0.5, 2]</code>.
 * <p>
 * Order: behind {@link SequenceBias}, before {@link RepetitionPenalty}.
 * <p>
 * Source: Hugging Face's <code>EncoderRepetitionPenaltyLogitsProcessor</code>, where a
 * decoder-only model's prompt takes the place of the encoder's input. In Hugging Face's
 * beam search only the first beam of a prompt is changed; here all are.
 *
 * @param penalty above 1 to reward the prompt's tokens, below 1 to penalise them; above 0
 * @param encoderTokens the tokens to reward, or {@code null} for those of the prompt
 */
public record EncoderRepetitionPenalty(double penalty,
		@Nullable List<Integer> encoderTokens) implements LogitsProcessor {

	public EncoderRepetitionPenalty {
		if (!(penalty > 0)) {
			throw new IllegalArgumentException(
					"'encoderRepetitionPenalty' is %s but must be above 0".formatted(penalty));
		}
		if (encoderTokens != null) {
			encoderTokens = List.copyOf(encoderTokens);
			TokenIds.check("encoderTokens", encoderTokens);
		}
	}

	/**
	 * Reward the tokens of the prompt.
	 * @param penalty above 1 to reward them, below 1 to penalise them; above 0
	 */
	public EncoderRepetitionPenalty(double penalty) {
		this(penalty, null);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (this.penalty != 1) {
			RepetitionPenalty.penalise(tokens(sequence, logits), logits, (float) (1 / this.penalty));
		}
	}

	private int[] tokens(TokenSequence sequence, Logits logits) {
		if (this.encoderTokens == null) {
			return DistinctTokens.of(sequence, 0, sequence.promptLength());
		}
		TokenIds.checkInVocabulary("encoderTokens", this.encoderTokens, logits.vocabularySize());
		return this.encoderTokens.stream().mapToInt(Integer::intValue).distinct().toArray();
	}

	@Override
	public String name() {
		return "encoder-repetition-penalty";
	}

}
