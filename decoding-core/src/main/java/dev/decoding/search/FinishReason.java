package dev.decoding.search;

/**
 * Why a sequence ended.
 */
public enum FinishReason {

	/** An end-of-text token or a stop string. */
	STOP,

	/**
	 * As many tokens as wanted were made, the model's context is full, or the time is up.
	 */
	LENGTH,

	/** The sequence went round in circles. */
	REPETITION,

	/** The generation was cancelled, or its thread interrupted. */
	CANCELLED

}
