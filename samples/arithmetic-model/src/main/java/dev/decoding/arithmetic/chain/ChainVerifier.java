package dev.decoding.arithmetic.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The exact verifier. A line is right if and only if it is the line of the right solution
 * at its place, and so are all lines before it.
 */
public final class ChainVerifier {

	private ChainVerifier() {
	}

	/**
	 * Check the lines of a solution or of its beginning.
	 * @param problem the problem
	 * @param solution lines with a line feed between any two, maybe one behind the last
	 * @return for each line whether it and all before it are right
	 */
	public static List<Boolean> check(ChainProblem problem, String solution) {
		if (solution.isEmpty()) {
			return List.of();
		}
		List<String> expected = Arrays.asList(problem.solve().toString().split("\n"));
		String[] lines = solution.split("\n", -1);
		int count = solution.endsWith("\n") ? lines.length - 1 : lines.length;
		List<Boolean> right = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			right.add((i == 0 || right.get(i - 1)) && i < expected.size() && lines[i].equals(expected.get(i)));
		}
		return right;
	}

	/**
	 * Check the lines of a solution.
	 * @param problem the problem
	 * @param solution the solution
	 * @return for each line, the answer's too, whether it and all before it are right
	 */
	public static List<Boolean> check(ChainProblem problem, ChainSolution solution) {
		return check(problem, solution.toString());
	}

}
