package dev.decoding.engine.checkpoint;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in a directory of this machine. Closing it deletes the directory if it was
 * made for it; mapped weights should be released before.
 */
public final class LocalCheckpoint implements AutoCloseable {

	private final String location;

	private final Path directory;

	private final @Nullable TemporaryDirectory temporary;

	LocalCheckpoint(String location, Path directory) {
		this.location = location;
		this.directory = directory;
		this.temporary = null;
	}

	LocalCheckpoint(String location, Path directory, TemporaryDirectory temporary) {
		this.location = location;
		this.directory = directory;
		this.temporary = temporary;
	}

	/**
	 * Return what the user wrote.
	 * @return the location
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Return where the files are.
	 * @return the directory
	 */
	public Path directory() {
		return this.directory;
	}

	@Override
	public void close() {
		if (this.temporary != null) {
			this.temporary.close();
		}
	}

}
