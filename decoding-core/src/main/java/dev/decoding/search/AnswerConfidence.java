package dev.decoding.search;

import org.jspecify.annotations.Nullable;

/**
 * How confident the model is of the answer that a sequence gives.
 *
 * @param answer the answer, as answers are compared, or {@code null} if none was found
 * @param confidence by how much the probability of the likeliest token exceeds that of
 * the second likeliest, as a mean over the tokens of the answer, from 0 to 1; 0 if there
 * is no answer
 */
public record AnswerConfidence(@Nullable String answer, double confidence) implements SequenceDetails {

}
