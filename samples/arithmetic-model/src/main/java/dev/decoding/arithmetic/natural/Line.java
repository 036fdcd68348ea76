package dev.decoding.arithmetic.natural;

import dev.decoding.arithmetic.random.Split;

/**
 * One line of a solution.
 *
 * @param left the left operand
 * @param operator {@code +}, {@code -}, {@code *} or {@code /}
 * @param right the right operand
 * @param result the result
 */
public record Line(int left, char operator, int right, int result) {

	private static final int TIMES_TABLE = 12;

	private static final int DIGIT = 9;

	/**
	 * Compute a line.
	 * @param left the left operand
	 * @param operator {@code +}, {@code -}, {@code *} or {@code /}
	 * @param right the right operand
	 * @return the line
	 * @throws IllegalArgumentException if the division leaves a remainder
	 */
	static Line of(int left, char operator, int right) {
		if (operator == '/' && left % right != 0) {
			throw new IllegalArgumentException(left + " / " + right + " leaves a remainder");
		}
		return new Line(left, operator, right, switch (operator) {
			case '+' -> left + right;
			case '-' -> left - right;
			case '*' -> left * right;
			case '/' -> left / right;
			default -> throw new IllegalArgumentException("'" + operator + "' is no operator");
		});
	}

	/**
	 * Return whether everyone knows this line by heart: the sum of two digits, what
	 * undoes it, and the times table.
	 */
	boolean isFact() {
		return switch (this.operator) {
			case '+' -> Math.abs(this.left) <= DIGIT && this.right <= DIGIT;
			case '-' -> Math.abs(this.result) <= DIGIT && this.right <= DIGIT;
			case '*' -> this.left <= TIMES_TABLE && this.right <= TIMES_TABLE;
			default -> this.result <= TIMES_TABLE && this.right <= TIMES_TABLE;
		};
	}

	/**
	 * Return this line with the operands of a sum or a product in order, so that
	 * {@code 3 + 4} and {@code 4 + 3} are one.
	 */
	String canonical() {
		boolean swap = (this.operator == '+' || this.operator == '*') && this.left > this.right;
		return (swap ? new Line(this.right, this.operator, this.left, this.result) : this).toString();
	}

	/**
	 * Return whether this line is kept from training: one in twenty is, unless everyone
	 * knows it by heart.
	 */
	boolean isHeldOut() {
		return !isFact() && Split.TEST.has(canonical());
	}

	/**
	 * Return this line without its result.
	 */
	String question() {
		return this.left + " " + this.operator + " " + this.right + " =";
	}

	@Override
	public String toString() {
		return question() + " " + this.result;
	}

}
