package dev.decoding.engine;

import dev.decoding.model.ModelException;

import org.jspecify.annotations.Nullable;

/**
 * There is no checkpoint at a location, or it cannot be had.
 */
public class ModelNotFoundException extends ModelException {

	private final String location;

	public ModelNotFoundException(String location, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.location = location;
	}

	public String getLocation() {
		return this.location;
	}

}
