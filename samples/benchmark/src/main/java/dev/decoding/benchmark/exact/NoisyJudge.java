package dev.decoding.benchmark.exact;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * A self-evaluation of known accuracy: says of the beginning of a solution whether it is
 * right so far, and is right itself at a rate. What it says belongs to the problem and
 * the beginning, so that asking again gives the same answer.
 */
public final class NoisyJudge {

	private final double accuracy;

	private final long seed;

	/**
	 * Create a judge.
	 * @param accuracy how likely it is right, from 0 to 1
	 * @param seed what its mistakes are drawn with
	 */
	public NoisyJudge(double accuracy, long seed) {
		if (!(accuracy >= 0 && accuracy <= 1)) {
			throw new IllegalArgumentException("'accuracy' is %s but must be from 0 to 1".formatted(accuracy));
		}
		this.accuracy = accuracy;
		this.seed = seed;
	}

	/**
	 * Judge the beginning of a solution.
	 * @param problem the problem
	 * @param prefix its lines so far
	 * @return whether it is right so far, in the eyes of the judge
	 */
	public boolean isRight(ChainProblem problem, String prefix) {
		return isRight(SolutionPrefix.parse(problem, prefix));
	}

	/**
	 * Judge the beginning of a solution.
	 * @param prefix the lines so far
	 * @return whether it is right so far, in the eyes of the judge
	 */
	public boolean isRight(SolutionPrefix prefix) {
		return prefix.isRight() == RandomNumbers.of(this.seed, prefix.hash()).chance(this.accuracy);
	}

	/**
	 * Score the beginning of a solution.
	 * @param problem the problem
	 * @param prefix its lines so far
	 * @return how sure the judge can be that it is right so far, were half of all
	 * beginnings: the accuracy if it says so, else the rest to 1
	 */
	public double score(ChainProblem problem, String prefix) {
		return isRight(problem, prefix) ? this.accuracy : 1 - this.accuracy;
	}

}
