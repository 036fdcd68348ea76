package dev.decoding.benchmark.exact;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.arithmetic.chain.Term;
import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Hashes that are the same on every JDK, for noise that belongs to what it is about.
 */
final class Hashes {

	private Hashes() {
	}

	/**
	 * Return the hash of something and one number more.
	 */
	static long of(long hash, long more) {
		return RandomNumbers.of(hash, more).nextLong();
	}

	static long of(ChainProblem problem) {
		long hash = problem.start();
		for (Term term : problem.terms()) {
			hash = of(hash, of(term));
		}
		return hash;
	}

	private static long of(Term term) {
		return term.operation().ordinal() * 10L + term.operand();
	}

	static long of(ChainStep step) {
		return of(of(of(step.term()), step.intermediate()), step.result());
	}

	/**
	 * Draw from the standard normal distribution.
	 */
	static double gaussian(RandomNumbers random) {
		double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
		return radius * Math.cos(2 * Math.PI * random.nextDouble());
	}

}
