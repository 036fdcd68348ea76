package dev.decoding.arithmetic.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chain of operations on a number, modulo {@value Operation#MODULUS}.
 *
 * @param start the number to begin with, from 0 to 96
 * @param terms the operations, at least one
 */
public record ChainProblem(int start, List<Term> terms) {

	public ChainProblem {
		terms = List.copyOf(terms);
		if (start < 0 || start >= Operation.MODULUS) {
			throw new IllegalArgumentException("A chain begins with a number from 0 to 96, not with " + start);
		}
		if (terms.isEmpty()) {
			throw new IllegalArgumentException("A chain has at least one operation");
		}
	}

	/**
	 * Read a problem.
	 * @param text what {@link #toString} returns, such as {@code 7 +3 *2 A5 =}
	 * @return the problem
	 * @throws IllegalArgumentException if the text is not a problem
	 */
	public static ChainProblem parse(String text) {
		String[] parts = text.strip().split(" ");
		if (parts.length < 3 || !parts[parts.length - 1].equals("=") || !parts[0].matches("\\d{1,2}")) {
			throw new IllegalArgumentException(
					"'" + text + "' is not a number, operations and '=', such as '7 +3 *2 A5 ='");
		}
		return new ChainProblem(Integer.parseInt(parts[0]),
				Arrays.stream(parts, 1, parts.length - 1).map(Term::parse).toList());
	}

	/**
	 * Return the right solution.
	 * @return the solution without a mistake
	 */
	public ChainSolution solve() {
		List<ChainStep> steps = new ArrayList<>();
		int value = this.start;
		for (Term term : this.terms) {
			ChainStep step = term.from(value);
			steps.add(step);
			value = step.result();
		}
		return new ChainSolution(steps);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder().append(this.start);
		this.terms.forEach((term) -> text.append(' ').append(term));
		return text.append(" =").toString();
	}

}
