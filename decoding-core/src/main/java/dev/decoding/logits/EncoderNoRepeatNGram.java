package dev.decoding.logits;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Removes every token that would complete a run of <code>n</code> tokens of the prompt,
 * so that a conversation does not repeat itself. Runs that occur only behind the prompt
 * may be repeated.
 * <p>
 * Formula: token <code>t</code> is removed if the last <code>n - 1</code> tokens followed
 * by <code>t</code> occur in the prompt.
 * <p>
 * Edges: fewer than <code>n - 1</code> tokens change nothing; with 1 every token of the
 * prompt is removed; over a small vocabulary no token may be left.
 * <p>
 * Example: with <code>n = 2</code>, the prompt <code>[5, 7, 9]</code> and then
 * <code>[8, 5]</code>, token 7 is removed.
 * <p>
 * Order: behind {@link NoRepeatNGram}, before the truncations.
 * <p>
 * Source: Hugging Face's <code>EncoderNoRepeatNGramLogitsProcessor</code>, where a
 * decoder-only model's prompt takes the place of the encoder's input.
 *
 * @param size how many tokens a run has, at least 1
 * @param encoderTokens where the runs are, or {@code null} for the prompt
 */
public record EncoderNoRepeatNGram(int size, @Nullable List<Integer> encoderTokens) implements LogitsProcessor {

	public EncoderNoRepeatNGram {
		if (size < 1) {
			throw new IllegalArgumentException(
					"'encoderNoRepeatNgramSize' is %d but must be at least 1".formatted(size));
		}
		if (encoderTokens != null) {
			encoderTokens = List.copyOf(encoderTokens);
			TokenIds.check("encoderTokens", encoderTokens);
		}
	}

	/**
	 * Keep runs of the prompt from being repeated.
	 * @param size how many tokens a run has, at least 1
	 */
	public EncoderNoRepeatNGram(int size) {
		this(size, null);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if (sequence.length() >= this.size - 1) {
			NoRepeatNGram.removeContinuations(sequence.toArray(), source(sequence, logits), this.size, logits);
		}
	}

	private int[] source(TokenSequence sequence, Logits logits) {
		if (this.encoderTokens == null) {
			return sequence.toArray(0, sequence.promptLength());
		}
		TokenIds.checkInVocabulary("encoderTokens", this.encoderTokens, logits.vocabularySize());
		return this.encoderTokens.stream().mapToInt(Integer::intValue).toArray();
	}

	@Override
	public String name() {
		return "encoder-no-repeat-ngram-size";
	}

}
