package dev.decoding.spring.autoconfigure;

/**
 * A model is needed but the application names none.
 */
class ModelNotConfiguredException extends IllegalStateException {

	ModelNotConfiguredException() {
		super("'decoding.model.location' is not configured.");
	}

}
