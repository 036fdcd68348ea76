package dev.decoding.benchmark.exact;

/**
 * The distribution of a line, number by number.
 */
interface LineRows {

	/**
	 * Return the distribution of the intermediate result.
	 */
	Row intermediates();

	/**
	 * Return the distribution of the result.
	 * @param intermediate the intermediate result, which need not be one that can occur
	 */
	Row results(int intermediate);

}
