package dev.decoding.arithmetic.chain;

/**
 * What can be said exactly of the corpus process, by dynamic programming over the value
 * so far and over whether a line was wrong.
 */
public final class CorpusValues {

	private final ChainProblem problem;

	/**
	 * Probability of the right answer by steps done, whether a line was wrong, and value.
	 */
	private final double[][][] right;

	/** Entropy of the rest in nats, by the same. */
	private final double[][][] entropy;

	/**
	 * Compute the values of a problem.
	 * @param problem the problem
	 */
	public CorpusValues(ChainProblem problem) {
		this.problem = problem;
		int answer = problem.solve().answer();
		int length = problem.terms().size();
		this.right = new double[length + 1][2][Operation.MODULUS];
		this.entropy = new double[length + 1][2][Operation.MODULUS];
		this.right[length][0][answer] = 1;
		this.right[length][1][answer] = 1;
		for (int done = length - 1; done >= 0; done--) {
			for (int value = 0; value < Operation.MODULUS; value++) {
				compute(done, value, false);
				compute(done, value, true);
			}
		}
	}

	private void compute(int done, int value, boolean wrong) {
		Term term = this.problem.terms().get(done);
		ChainStep rightStep = term.from(value);
		double pass = 0;
		double uncertainty = 0;
		for (WeightedStep next : CorpusProcess.next(term, value, wrong)) {
			ChainStep step = next.step();
			double probability = next.probability();
			int state = (wrong || !step.equals(rightStep)) ? 1 : 0;
			pass += probability * this.right[done + 1][state][step.result()];
			uncertainty += probability * (this.entropy[done + 1][state][step.result()] - Math.log(probability));
		}
		this.right[done][wrong ? 1 : 0][value] = pass;
		this.entropy[done][wrong ? 1 : 0][value] = uncertainty;
	}

	/**
	 * Return the probability that one solution of the corpus ends with the right answer.
	 * @return the probability, known as pass@1
	 */
	public double passProbability() {
		return this.right[0][0][this.problem.start()];
	}

	/**
	 * Return the probability that a solution that has come so far ends with the right
	 * answer.
	 * @param done how many steps are done
	 * @param value the value after them
	 * @param wrong whether one of them was wrong
	 * @return the probability
	 */
	public double passProbability(int done, int value, boolean wrong) {
		return this.right[done][wrong ? 1 : 0][value];
	}

	/**
	 * Return how uncertain a whole solution is.
	 * @return the entropy in nats
	 */
	public double entropy() {
		return this.entropy[0][0][this.problem.start()];
	}

	/**
	 * Return how surprising a solution is.
	 * @param problem the problem
	 * @param solution a solution of the problem
	 * @return minus the logarithm of its probability, in nats
	 */
	public static double surprise(ChainProblem problem, ChainSolution solution) {
		double sum = 0;
		int value = problem.start();
		boolean wrong = false;
		for (ChainStep step : solution.steps()) {
			sum -= Math.log(CorpusProcess.probability(step, value, wrong));
			wrong = wrong || !step.equals(step.term().from(value));
			value = step.result();
		}
		return sum;
	}

}
