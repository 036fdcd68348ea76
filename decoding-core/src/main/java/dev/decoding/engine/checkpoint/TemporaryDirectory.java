package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is deleted on closing, or else when the process ends.
 */
final class TemporaryDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TemporaryDirectory.class);

	private final Path path;

	private final Thread hook;

	TemporaryDirectory(String prefix) throws IOException {
		this.path = Files.createTempDirectory(prefix);
		this.hook = new Thread(this::delete, "delete-" + this.path.getFileName());
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	Path path() {
		return this.path;
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The process ends, and the hook does what is left to do.
			return;
		}
		delete();
	}

	private void delete() {
		try {
			for (Path file : contents()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Could not delete the temporary directory '{}': {}", this.path, ex.toString());
		}
	}

	private List<Path> contents() throws IOException {
		if (!Files.exists(this.path)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(this.path)) {
			return files.sorted(Comparator.reverseOrder()).toList();
		}
	}

}
