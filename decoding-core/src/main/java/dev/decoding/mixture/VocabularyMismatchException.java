package dev.decoding.mixture;

import dev.decoding.model.ModelException;

/**
 * The models of a mixture do not have the same tokens, so that their scores cannot be
 * combined.
 */
public class VocabularyMismatchException extends ModelException {

	private final String model;

	private final String other;

	private final int token;

	/**
	 * Say where two models begin to differ.
	 * @param model the name of the one model
	 * @param other the name of the other model
	 * @param token the id of the first token that differs
	 * @param spelling how the one spells it, empty if it has no such token
	 * @param otherSpelling how the other spells it, empty if it has no such token
	 */
	public VocabularyMismatchException(String model, String other, int token, String spelling, String otherSpelling) {
		super("The models '%s' and '%s' cannot be combined, since their tokenizers differ: token %d is %s and %s"
			.formatted(model, other, token, describe(spelling), describe(otherSpelling)));
		this.model = model;
		this.other = other;
		this.token = token;
	}

	private static String describe(String spelling) {
		return spelling.isEmpty() ? "no token" : "'" + spelling + "'";
	}

	/**
	 * Return the name of the one model.
	 * @return the name
	 */
	public String getModel() {
		return this.model;
	}

	/**
	 * Return the name of the other model.
	 * @return the name
	 */
	public String getOther() {
		return this.other;
	}

	/**
	 * Return the first token that differs.
	 * @return the token id
	 */
	public int getToken() {
		return this.token;
	}

}
