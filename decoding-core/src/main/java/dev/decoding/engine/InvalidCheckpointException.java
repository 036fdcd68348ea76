package dev.decoding.engine;

import dev.decoding.model.ModelException;

import org.jspecify.annotations.Nullable;

/**
 * A file of a checkpoint is wrong. The message names file, tensor or key, what was
 * expected and what was found.
 */
public class InvalidCheckpointException extends ModelException {

	public InvalidCheckpointException(String message) {
		super(message);
	}

	public InvalidCheckpointException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
