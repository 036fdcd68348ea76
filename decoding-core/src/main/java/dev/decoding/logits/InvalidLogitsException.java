package dev.decoding.logits;

import dev.decoding.model.ModelException;

/**
 * No token can be chosen: none is left, or a score is not a number. The message names the
 * processors that the scores went through.
 */
public class InvalidLogitsException extends ModelException {

	public InvalidLogitsException(String message) {
		super(message);
	}

}
