package dev.decoding.arithmetic;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * A question by which the model judges the beginning of a solution. Which letter means
 * yes changes, so that a liking for a letter can be told from a judgement.
 *
 * @param swapped whether {@code A} means no
 */
public record SelfEvaluation(boolean swapped) {

	static SelfEvaluation draw(RandomNumbers random) {
		return new SelfEvaluation(random.chance(0.5));
	}

	/**
	 * Return the question.
	 * @return the text of the user's message
	 */
	public String text() {
		return this.swapped ? "Right so far? A: no B: yes" : "Right so far? A: yes B: no";
	}

	/**
	 * Return the answer.
	 * @param right whether the beginning is right
	 * @return {@code A} or {@code B}
	 */
	public String answer(boolean right) {
		return (right != this.swapped) ? "A" : "B";
	}

}
