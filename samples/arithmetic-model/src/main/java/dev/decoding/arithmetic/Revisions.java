package dev.decoding.arithmetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Wrong solutions and then the right one, as a model is trained to revise.
 * <p>
 * Source: Snell et al.: Scaling LLM Test-Time Compute Optimally (2024), section 6.1: the
 * last wrong solution is the one nearest to the right one in edit distance.
 */
public final class Revisions {

	/** What asks for the next try. */
	public static final String REQUEST = "Revise.";

	private static final int MOST = 4;

	private Revisions() {
	}

	/**
	 * Draw one to four wrong solutions of the corpus.
	 * @param problem the problem
	 * @param random where numbers come from
	 * @return the wrong solutions, the one nearest to the right one last, and behind it
	 * the right one
	 */
	public static List<ChainSolution> draw(ChainProblem problem, RandomNumbers random) {
		ChainSolution right = problem.solve();
		int count = random.between(1, MOST);
		List<ChainSolution> attempts = new ArrayList<>();
		while (attempts.size() < count) {
			ChainSolution solution = CorpusProcess.write(problem, random);
			if (solution.answer() != right.answer()) {
				attempts.add(solution);
			}
		}
		ChainSolution nearest = attempts.stream()
			.min(Comparator.comparingInt((attempt) -> distance(attempt.toString(), right.toString())))
			.orElseThrow();
		attempts.remove(nearest);
		attempts.add(nearest);
		attempts.add(right);
		return attempts;
	}

	/**
	 * Return how many characters must be put in, left out or replaced to make one text
	 * the other.
	 */
	static int distance(String from, String to) {
		int[] row = new int[to.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replaced = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[to.length()];
	}

}
