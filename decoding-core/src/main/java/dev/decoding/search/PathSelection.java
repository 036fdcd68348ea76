package dev.decoding.search;

/**
 * Which of several paths of reasoning {@link CotDecoding} chooses.
 */
public enum PathSelection {

	/** The one that is most confident of its answer. */
	MAX,

	/**
	 * The most confident one of those with the same answer that are together most
	 * confident.
	 */
	AGGREGATE

}
