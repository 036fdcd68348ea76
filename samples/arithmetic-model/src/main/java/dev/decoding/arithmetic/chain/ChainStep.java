package dev.decoding.arithmetic.chain;

/**
 * One line of a solution, right or wrong.
 *
 * @param term the operation and its operand, copied from the problem
 * @param intermediate the intermediate result
 * @param result the value after the step
 */
public record ChainStep(Term term, int intermediate, int result) {

	@Override
	public String toString() {
		return this.term + " " + this.intermediate + " " + this.result;
	}

}
