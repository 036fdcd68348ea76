package dev.decoding.arithmetic.chain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A whole solution, right or wrong. Its answer copies the result of the last step.
 *
 * @param steps the steps, at least one
 */
public record ChainSolution(List<ChainStep> steps) {

	/** What the line with the answer begins with. */
	public static final String ANSWER = "Answer: ";

	public ChainSolution {
		steps = List.copyOf(steps);
	}

	public int answer() {
		return this.steps.get(this.steps.size() - 1).result();
	}

	/**
	 * Return the first lines of this solution.
	 * @param count how many, from 0 to one more than there are steps
	 * @return the lines, with a line feed between any two
	 */
	public String lines(int count) {
		String text = this.steps.stream().limit(count).map(ChainStep::toString).collect(Collectors.joining("\n"));
		return (count <= this.steps.size()) ? text : text + "\n" + ANSWER + answer();
	}

	@Override
	public String toString() {
		return lines(this.steps.size() + 1);
	}

}
