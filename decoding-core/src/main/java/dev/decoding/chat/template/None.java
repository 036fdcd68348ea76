package dev.decoding.chat.template;

/**
 * Python's {@code None}.
 */
enum None {

	/** The only one. */
	NONE

}
