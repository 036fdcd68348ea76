package dev.decoding.benchmark.exact;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * How a model tries again that sees its last try. It repeats that line by line, until it
 * writes another line; from there on it solves the problem afresh. The first wrong line
 * is seen and then repaired at a rate: what is written in its place is a line of the
 * corpus, but not the same one. Any other line is doubted at a rate, and then written
 * again.
 * <p>
 * Errors that one of many solutions avoids are so found in the second try, a gap in
 * knowledge stays one, and some right answers are lost again.
 *
 * @param repair how likely a wrong line is not repeated, where it is seen, from 0 to 1
 * @param doubt how likely any other line is written again, from 0 to 1
 * @param blindness how likely the first wrong line is never seen within a conversation,
 * from 0 to 1: that depends on the first try and the line
 * @param seed what the blindness is drawn with
 */
public record ScriptedReviser(double repair, double doubt, double blindness, long seed) {

	/**
	 * Rates at which the second try gains 17 points, and one right answer in seven is
	 * lost again with each try.
	 */
	public static final ScriptedReviser DEFAULT = new ScriptedReviser(0.8, 0.2, 0, 0);

	public ScriptedReviser {
		requireProbability("repair", repair);
		requireProbability("doubt", doubt);
		requireProbability("blindness", blindness);
	}

	private static void requireProbability(String name, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new IllegalArgumentException("'%s' is %s but must be from 0 to 1".formatted(name, value));
		}
	}

	/**
	 * Return whether a first wrong line is overlooked.
	 * @param problem the problem
	 * @param firstTry the hash of the conversation's first try
	 * @param line which line
	 * @param step what it says
	 */
	boolean isBlind(ChainProblem problem, long firstTry, int line, ChainStep step) {
		long key = Hashes.of(Hashes.of(Hashes.of(firstTry, Hashes.of(problem)), line), Hashes.of(step));
		return RandomNumbers.of(this.seed, key).chance(this.blindness);
	}

}
