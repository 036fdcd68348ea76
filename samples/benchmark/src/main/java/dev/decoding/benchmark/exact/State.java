package dev.decoding.benchmark.exact;

/**
 * All that the next token depends on.
 */
interface State {

	/**
	 * Return the distribution of the next token.
	 */
	Row row();

	/**
	 * Return the state behind one token more, which need not be one that can follow.
	 * @param token the token, which is no {@link ChainVocabulary#REVISE}
	 */
	State next(int token);

}
