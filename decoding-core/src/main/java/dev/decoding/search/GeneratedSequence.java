package dev.decoding.search;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * One finished continuation of a prompt.
 *
 * @param tokens the prompt and all generated tokens, including an end-of-text token and
 * those of a stop string
 * @param text the generated text, without the end-of-text token and cut before the stop
 * string
 * @param finishReason why the sequence ended
 * @param stopString the stop string that ended it, or {@code null} if none did
 * @param score the sum of the generated tokens' log-probabilities in nats: under the
 * distribution behind the processors when sampling, under the model's own in greedy
 * search
 */
public record GeneratedSequence(TokenSequence tokens, String text, FinishReason finishReason,
		@Nullable String stopString, double score) {
}
