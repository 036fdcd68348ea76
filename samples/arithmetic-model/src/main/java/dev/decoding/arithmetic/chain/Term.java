package dev.decoding.arithmetic.chain;

/**
 * One operation of a problem with its operand.
 *
 * @param operation what to do
 * @param operand the number to do it with, 1 to 9
 */
public record Term(Operation operation, int operand) {

	/**
	 * Read a term.
	 * @param text the symbol of an operation and a number, such as {@code +3}
	 * @return the term
	 * @throws IllegalArgumentException if the text is not a term
	 */
	public static Term parse(String text) {
		if (text.length() != 2 || text.charAt(1) < '1' || text.charAt(1) > '9') {
			throw new IllegalArgumentException(
					"'" + text + "' is not an operation with an operand from 1 to 9, such as '+3' or 'A5'");
		}
		return new Term(Operation.of(text.charAt(0)), text.charAt(1) - '0');
	}

	/**
	 * Return the right step from a value.
	 * @param value the value so far
	 * @return the step
	 */
	public ChainStep from(int value) {
		int intermediate = this.operation.intermediate(value, this.operand);
		return new ChainStep(this, intermediate, this.operation.result(intermediate, this.operand));
	}

	@Override
	public String toString() {
		return "" + this.operation.symbol() + this.operand;
	}

}
