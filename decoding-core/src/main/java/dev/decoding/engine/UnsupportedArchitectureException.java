package dev.decoding.engine;

import java.util.List;

import dev.decoding.model.ModelException;

/**
 * A checkpoint is of an architecture, or uses a feature of one, that has no graph here.
 */
public class UnsupportedArchitectureException extends ModelException {

	private final String architecture;

	private final List<String> supported;

	public UnsupportedArchitectureException(String architecture, List<String> supported, String message) {
		super(message);
		this.architecture = architecture;
		this.supported = List.copyOf(supported);
	}

	public String getArchitecture() {
		return this.architecture;
	}

	public List<String> getSupported() {
		return this.supported;
	}

}
