package dev.decoding.model;

import java.util.OptionalInt;

/**
 * The tokens of a model and the bytes that they stand for.
 */
public interface Vocabulary {

	/**
	 * Return the number of ids, gaps included.
	 * @return one more than the highest id
	 */
	int size();

	/**
	 * Return the bytes that a token adds to a text.
	 * @param token the token id
	 * @return the bytes, empty for an id without a token; not to be changed
	 */
	byte[] bytes(int token);

	/**
	 * Return the token as the tokenizer's file spells it.
	 * @param token the token id
	 * @return the spelling, empty for an id without a token
	 */
	String token(int token);

	/**
	 * Find a token by the tokenizer's spelling.
	 * @param token the spelling
	 * @return its id, if there is such a token
	 */
	OptionalInt id(String token);

	/**
	 * Return whether a token is a control token rather than text.
	 * @param token the token id
	 * @return whether it is special
	 */
	boolean isSpecial(int token);

}
