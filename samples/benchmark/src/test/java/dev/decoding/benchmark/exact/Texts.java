package dev.decoding.benchmark.exact;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * Texts as tokens, and how likely a model finds them.
 */
final class Texts {

	private Texts() {
	}

	static TokenSequence tokens(String text) {
		return TokenSequence.of(new ChainTokenizer().encode(text, true));
	}

	/**
	 * Return the log-probability of a continuation.
	 */
	static double logProbability(CausalLm lm, String prompt, String continuation) {
		int from = tokens(prompt).length();
		double sum = 0;
		for (double logProbability : lm.evaluate(Query.tokenLogProbabilities(tokens(prompt + continuation), from))
			.tokenLogProbabilities()) {
			sum += logProbability;
		}
		return sum;
	}

}
