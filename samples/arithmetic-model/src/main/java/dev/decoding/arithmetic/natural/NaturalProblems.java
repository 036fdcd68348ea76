package dev.decoding.arithmetic.natural;

import java.util.function.Function;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Draws problems as people ask for them.
 */
public final class NaturalProblems {

	private static final double WORD_PROBLEMS = 0.45;

	private NaturalProblems() {
	}

	/**
	 * Draw a problem of any kind.
	 * @param heldOut whether it is one that is kept from training, or one for training
	 * @param random where numbers come from
	 * @return the problem
	 */
	public static NaturalProblem draw(boolean heldOut, RandomNumbers random) {
		return draw(NaturalProblems::any, heldOut, random);
	}

	/**
	 * Draw a problem of at least two steps.
	 * @param heldOut whether it is one that is kept from training, or one for training
	 * @param random where numbers come from
	 * @return the problem
	 */
	public static NaturalProblem severalSteps(boolean heldOut, RandomNumbers random) {
		while (true) {
			NaturalProblem problem = draw(heldOut, random);
			if (problem.lines().size() > 1) {
				return problem;
			}
		}
	}

	/**
	 * Draw a sum of two numbers that is below 100.
	 * @param heldOut whether it is one that is kept from training, or one for training
	 * @param random where numbers come from
	 * @return the problem
	 */
	public static NaturalProblem smallSum(boolean heldOut, RandomNumbers random) {
		return draw(Expressions::smallSum, heldOut, random);
	}

	private static NaturalProblem draw(Function<RandomNumbers, NaturalProblem> kind, boolean heldOut,
			RandomNumbers random) {
		while (true) {
			NaturalProblem problem = kind.apply(random);
			if (problem.isHeldOut() == heldOut) {
				return problem.withQuestion(Manner.apply(problem.question(), random));
			}
		}
	}

	private static NaturalProblem any(RandomNumbers random) {
		if (random.chance(WORD_PROBLEMS)) {
			return random.chance(0.5) ? ChangeStories.draw(random) : Scenes.draw(random);
		}
		if (random.chance(0.05)) {
			return Expressions.smallSum(random);
		}
		return random.chance(0.65) ? Expressions.draw(random) : Commands.draw(random);
	}

}
