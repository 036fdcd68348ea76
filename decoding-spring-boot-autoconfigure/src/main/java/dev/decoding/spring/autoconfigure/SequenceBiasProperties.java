package dev.decoding.spring.autoconfigure;

import java.util.List;

/**
 * What is added to the score of the last token of a sequence, behind the others.
 *
 * @param tokens Token ids of the sequence.
 * @param bias Amount added to the score.
 */
public record SequenceBiasProperties(List<Integer> tokens, double bias) {

	/**
	 * Return the two as a list.
	 * @return the sequence and the bias
	 */
	List<?> toPair() {
		return List.of(this.tokens, this.bias);
	}

}
