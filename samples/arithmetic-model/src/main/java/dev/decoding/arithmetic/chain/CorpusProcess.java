package dev.decoding.arithmetic.chain;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * The process that writes the noisy corpus, line by line. A trap is fallen into at the
 * rate of its letter. A line slips with probability {@value #SLIP}: half of the time in
 * its intermediate result, by 1 to {@value #FARTHEST} up or down, and the result follows;
 * half of the time in its result, to any other value. Behind the first wrong line, each
 * line's result is with probability {@value #CORRUPTION} no result at all but a random
 * value.
 * <p>
 * What comes next depends only on the value so far and on whether a line before was
 * wrong, so that the distribution of lines is known in closed form.
 */
public final class CorpusProcess {

	/** Probability that a line slips. */
	public static final double SLIP = 0.02;

	/** Probability that a line behind a wrong one has a random result. */
	public static final double CORRUPTION = 0.40;

	/** How far an intermediate result slips at most. */
	public static final int FARTHEST = 10;

	private CorpusProcess() {
	}

	/**
	 * Write a solution.
	 * @param problem the problem
	 * @param random where numbers come from
	 * @return the solution, right or wrong
	 */
	public static ChainSolution write(ChainProblem problem, RandomNumbers random) {
		List<ChainStep> steps = new ArrayList<>();
		int value = problem.start();
		boolean wrong = false;
		for (Term term : problem.terms()) {
			ChainStep step = write(term, value, wrong, random);
			wrong = wrong || !step.equals(term.from(value));
			steps.add(step);
			value = step.result();
		}
		return new ChainSolution(steps);
	}

	private static ChainStep write(Term term, int value, boolean wrong, RandomNumbers random) {
		Operation operation = term.operation();
		boolean misconception = random.chance(operation.misconceptionRate());
		int intermediate = misconception ? value : operation.intermediate(value, term.operand());
		if (wrong && random.chance(CORRUPTION)) {
			return new ChainStep(term, intermediate, random.between(0, Operation.MODULUS - 1));
		}
		if (!random.chance(SLIP)) {
			return new ChainStep(term, intermediate, operation.result(intermediate, term.operand()));
		}
		int distance = random.between(1, FARTHEST);
		if (random.chance(0.5)) {
			int slipped = intermediate + (random.chance(0.5) ? distance : -distance);
			return new ChainStep(term, slipped, operation.result(slipped, term.operand()));
		}
		int result = operation.result(intermediate, term.operand());
		int other = random.between(1, Operation.MODULUS - 1);
		return new ChainStep(term, intermediate, (result + other) % Operation.MODULUS);
	}

	/**
	 * Return the distribution of the next line.
	 * @param term the operation whose turn it is
	 * @param value the value so far
	 * @param wrong whether a line before was wrong
	 * @return the lines that can follow, each once; their probabilities sum to 1
	 */
	public static List<WeightedStep> next(Term term, int value, boolean wrong) {
		Operation operation = term.operation();
		int right = operation.intermediate(value, term.operand());
		List<WeightedStep> steps = new ArrayList<>();
		addLines(term, right, right, value, wrong, steps);
		if (operation.isTrap() && value != right) {
			addLines(term, value, right, value, wrong, steps);
		}
		return steps;
	}

	/**
	 * Add the lines around an intermediate result, except, for the misconception's, those
	 * that are also around the right one.
	 */
	private static void addLines(Term term, int intermediate, int right, int value, boolean wrong,
			List<WeightedStep> steps) {
		for (int i = intermediate - FARTHEST; i <= intermediate + FARTHEST; i++) {
			boolean known = intermediate != right && Math.abs(i - right) <= FARTHEST;
			int result = term.operation().result(i, term.operand());
			for (int other = 0; other < Operation.MODULUS; other++) {
				boolean either = other == result || i == intermediate;
				boolean before = known && other == result;
				if (either && !before) {
					ChainStep step = new ChainStep(term, i, other);
					double probability = probability(step, value, wrong);
					if (probability > 0) {
						steps.add(new WeightedStep(step, probability));
					}
				}
			}
		}
	}

	/**
	 * Return how likely a line is to follow.
	 * @param step the line
	 * @param value the value so far
	 * @param wrong whether a line before was wrong
	 * @return the probability, 0 for a line that cannot follow
	 */
	public static double probability(ChainStep step, int value, boolean wrong) {
		Operation operation = step.term().operation();
		double misconception = operation.misconceptionRate();
		int right = operation.intermediate(value, step.term().operand());
		return (1 - misconception) * probabilityAround(step, right, wrong)
				+ ((misconception > 0) ? misconception * probabilityAround(step, value, wrong) : 0);
	}

	/**
	 * Return how likely a line is when its intermediate result, but for a slip, is known.
	 */
	private static double probabilityAround(ChainStep step, int intermediate, boolean wrong) {
		Term term = step.term();
		double corruption = wrong ? CORRUPTION : 0;
		double slip = (1 - corruption) * SLIP / 2;
		boolean follows = step.result() == term.operation().result(step.intermediate(), term.operand());
		int distance = Math.abs(step.intermediate() - intermediate);
		if (distance > 0) {
			return (follows && distance <= FARTHEST) ? slip / (2 * FARTHEST) : 0;
		}
		return corruption / Operation.MODULUS
				+ (follows ? (1 - corruption) * (1 - SLIP) : slip / (Operation.MODULUS - 1));
	}

}
