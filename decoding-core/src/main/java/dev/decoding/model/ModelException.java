package dev.decoding.model;

import org.jspecify.annotations.Nullable;

/**
 * A model could not be loaded or run. The message names the culprit and the way out.
 */
public class ModelException extends RuntimeException {

	public ModelException(String message) {
		super(message);
	}

	public ModelException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
