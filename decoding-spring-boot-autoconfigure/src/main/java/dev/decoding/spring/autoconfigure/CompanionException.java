package dev.decoding.spring.autoconfigure;

/**
 * A model of {@code decoding.models} could not be loaded.
 */
class CompanionException extends RuntimeException {

	private final String name;

	CompanionException(String name, RuntimeException reason) {
		super("The model 'decoding.models.%s' could not be loaded. %s".formatted(name, reason.getMessage()), reason);
		this.name = name;
	}

	String getName() {
		return this.name;
	}

}
