package dev.decoding.benchmark;

/**
 * Tries strategies that are measured together.
 */
@FunctionalInterface
interface Experiment {

	/**
	 * Try the strategies.
	 * @param trial the task, and where to note what they achieve
	 */
	void run(Trial trial);

}
