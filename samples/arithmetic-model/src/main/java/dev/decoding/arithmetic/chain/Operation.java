package dev.decoding.arithmetic.chain;

/**
 * What a step does with the value so far. A trap doubles the value and adds its operand;
 * its misconception forgets to double, the more often the later its letter.
 */
public enum Operation {

	PLUS('+', 0),

	MINUS('-', 0),

	TIMES('*', 0),

	A('A', 0.10),

	B('B', 0.25),

	C('C', 0.40),

	D('D', 0.55),

	E('E', 0.70),

	F('F', 0.998);

	/** What values are reduced by. */
	public static final int MODULUS = 97;

	private final char symbol;

	private final double misconceptionRate;

	Operation(char symbol, double misconceptionRate) {
		this.symbol = symbol;
		this.misconceptionRate = misconceptionRate;
	}

	/**
	 * Find an operation by its symbol.
	 * @param symbol the symbol
	 * @return the operation
	 * @throws IllegalArgumentException if there is none with that symbol
	 */
	public static Operation of(char symbol) {
		for (Operation operation : values()) {
			if (operation.symbol == symbol) {
				return operation;
			}
		}
		throw new IllegalArgumentException("'" + symbol + "' is none of the operations '+', '-', '*' and 'A' to 'F'");
	}

	public char symbol() {
		return this.symbol;
	}

	/**
	 * Return how often the corpus falls into the trap.
	 * @return the probability, 0 for what is no trap
	 */
	public double misconceptionRate() {
		return this.misconceptionRate;
	}

	public boolean isTrap() {
		return this.misconceptionRate > 0;
	}

	/**
	 * Return the intermediate result of a step.
	 * @param value the value so far
	 * @param operand the step's operand
	 * @return the double of the value for a trap, else the result before it is reduced,
	 * maybe negative
	 */
	public int intermediate(int value, int operand) {
		return switch (this) {
			case PLUS -> value + operand;
			case MINUS -> value - operand;
			case TIMES -> value * operand;
			default -> 2 * value;
		};
	}

	/**
	 * Return the result of a step.
	 * @param intermediate the intermediate result
	 * @param operand the step's operand
	 * @return the result, from 0 to 96
	 */
	public int result(int intermediate, int operand) {
		return Math.floorMod(isTrap() ? intermediate + operand : intermediate, MODULUS);
	}

}
