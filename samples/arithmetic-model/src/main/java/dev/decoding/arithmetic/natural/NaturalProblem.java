package dev.decoding.arithmetic.natural;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A question in plain words and its solution.
 *
 * @param question the question
 * @param lines the lines of the solution, at least one; the last one's result is the
 * answer
 */
public record NaturalProblem(String question, List<Line> lines) {

	public NaturalProblem {
		lines = List.copyOf(lines);
	}

	public int answer() {
		return this.lines.get(this.lines.size() - 1).result();
	}

	/**
	 * Return whether this problem is kept from training, because one of its lines is. One
	 * line in twenty is, unless it is one that everyone knows by heart, so that a model
	 * is never measured on a problem all of whose lines it has seen.
	 * @return whether the problem is for tests only
	 */
	public boolean isHeldOut() {
		return this.lines.stream().anyMatch(Line::isHeldOut);
	}

	/**
	 * Return this problem asked in other words.
	 * @param question the question
	 * @return the problem
	 */
	public NaturalProblem withQuestion(String question) {
		return new NaturalProblem(question, this.lines);
	}

	/**
	 * Return the solution: a line a step and one with the answer.
	 * @return the solution, with a line feed between any two lines
	 */
	public String solution() {
		return this.lines.stream().map(Line::toString).collect(Collectors.joining("\n")) + "\nAnswer: " + answer();
	}

	/**
	 * Return the solution as JSON.
	 * @return an object with {@code steps}, an array of strings, and {@code answer}, a
	 * number
	 */
	public String solutionAsJson() {
		return this.lines.stream()
			.map((line) -> '"' + line.toString() + '"')
			.collect(Collectors.joining(", ", "{\"steps\": [", "], \"answer\": " + answer() + "}"));
	}

}
