package dev.decoding.benchmark.exact;

import java.util.List;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.Operation;
import dev.decoding.arithmetic.chain.Term;

/**
 * How likely the corpus process is to end with the right answer, from any point. These
 * are the numbers of {@link dev.decoding.arithmetic.chain.CorpusValues}, a hundred times
 * as fast.
 */
final class PassValues {

	private final int answer;

	private final double[][][] values;

	/**
	 * Compute the values of a problem.
	 * @param problem the problem
	 */
	PassValues(ChainProblem problem) {
		List<Term> terms = problem.terms();
		this.values = new double[terms.size() + 1][2][Operation.MODULUS];
		this.answer = problem.solve().answer();
		this.values[terms.size()][0][this.answer] = 1;
		this.values[terms.size()][1][this.answer] = 1;
		for (int done = terms.size() - 1; done >= 0; done--) {
			for (int value = 0; value < Operation.MODULUS; value++) {
				this.values[done][0][value] = value(terms.get(done), done, value, false);
				this.values[done][1][value] = value(terms.get(done), done, value, true);
			}
		}
	}

	private double value(Term term, int done, int value, boolean wrong) {
		LineDistribution line = LineDistribution.of(term, value, wrong);
		ChainStep right = term.from(value);
		double sum = line.right() * this.values[done + 1][0][right.result()];
		double[] behindWrong = this.values[done + 1][1];
		for (int result = 0; result < behindWrong.length; result++) {
			sum += line.wrong(result) * behindWrong[result];
		}
		return sum;
	}

	int answer() {
		return this.answer;
	}

	/**
	 * Return how likely the right answer is.
	 * @param done how many steps are done
	 * @param value the value so far
	 * @param wrong whether a step was wrong
	 */
	double passProbability(int done, int value, boolean wrong) {
		return this.values[done][wrong ? 1 : 0][value];
	}

}
