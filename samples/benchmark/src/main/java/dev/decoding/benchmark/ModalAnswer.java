package dev.decoding.benchmark;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.Operation;
import dev.decoding.arithmetic.chain.Term;
import dev.decoding.arithmetic.chain.WeightedStep;

/**
 * The likeliest answer of the corpus process, which votes among ever more samples come
 * to.
 *
 * @param answer the answer
 * @param isRight whether it is the right one
 * @param probability how likely it is
 */
record ModalAnswer(int answer, boolean isRight, double probability) {

	/**
	 * Find the likeliest answer, by the probability of each value so far.
	 */
	static ModalAnswer of(ChainProblem problem) {
		double[][] now = new double[2][Operation.MODULUS];
		now[0][problem.start()] = 1;
		for (Term term : problem.terms()) {
			double[][] next = new double[2][Operation.MODULUS];
			for (int wrong = 0; wrong < 2; wrong++) {
				for (int value = 0; value < Operation.MODULUS; value++) {
					if (now[wrong][value] > 0) {
						for (WeightedStep step : CorpusProcess.next(term, value, wrong == 1)) {
							boolean error = wrong == 1 || !step.step().equals(term.from(value));
							next[error ? 1 : 0][step.step().result()] += now[wrong][value] * step.probability();
						}
					}
				}
			}
			now = next;
		}
		int best = 0;
		for (int value = 1; value < Operation.MODULUS; value++) {
			best = (now[0][value] + now[1][value] > now[0][best] + now[1][best]) ? value : best;
		}
		return new ModalAnswer(best, best == problem.solve().answer(), now[0][best] + now[1][best]);
	}

}
