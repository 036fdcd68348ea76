package dev.decoding.engine;

import dev.decoding.model.ModelException;

import org.jspecify.annotations.Nullable;

/**
 * The native PyTorch library for this platform is not on the class path or does not load.
 */
public class NativeLibraryException extends ModelException {

	private final String platform;

	public NativeLibraryException(String platform, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.platform = platform;
	}

	public String getPlatform() {
		return this.platform;
	}

}
