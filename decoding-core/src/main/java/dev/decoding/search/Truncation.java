package dev.decoding.search;

/**
 * What happens to a prompt that leaves no room for a token in the model's context.
 */
public enum Truncation {

	/** It is refused. */
	ERROR,

	/**
	 * Its oldest tokens are dropped, except a leading begin-of-text token, until there is
	 * room for the wanted number of new tokens, or half of the context if that is less.
	 */
	LEFT

}
