package dev.decoding.search;

/**
 * Why a sequence ended.
 */
public enum FinishReason {

	/** An end-of-text token or a stop string. */
	STOP,

	/** As many tokens as wanted were made, or the model's context is full. */
	LENGTH,

	/** The generation was cancelled, or its thread interrupted. */
	CANCELLED

}
