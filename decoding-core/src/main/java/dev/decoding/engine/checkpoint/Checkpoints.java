package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.engine.ModelNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Finds checkpoints.
 */
public final class Checkpoints {

	private static final String FILE_PREFIX = "file:";

	private static final int MAX_LISTED = 10;

	private Checkpoints() {
	}

	/**
	 * Find a checkpoint and bring it to a directory of this machine. Only a location that
	 * begins with {@code hf:} is ever downloaded.
	 * @param location a directory or its {@code file:} URI, {@code classpath:} and a
	 * folder, or {@code hf:org/name[@revision]}
	 * @param hub how to reach the Hugging Face Hub
	 * @param listener is told how a download goes
	 * @return the checkpoint
	 * @throws ModelNotFoundException if there is none
	 * @throws InvalidCheckpointException if a downloaded file is not what it should be
	 */
	public static LocalCheckpoint resolve(String location, EngineOptions.Hub hub, DownloadListener listener) {
		if (location.isBlank()) {
			throw new ModelNotFoundException(location,
					"The location of the model is empty. Name the directory of a checkpoint, "
							+ "'classpath:' and a folder, or 'hf:org/name[@revision]'.",
					null);
		}
		if (location.startsWith(ClasspathCheckpoint.PREFIX)) {
			return new ClasspathCheckpoint(location, classLoader()).resolve();
		}
		if (location.startsWith(HubModel.PREFIX)) {
			return new LocalCheckpoint(location, download(HubModel.parse(location), hub, listener));
		}
		return new LocalCheckpoint(location, directory(location));
	}

	private static Path download(HubModel model, EngineOptions.Hub hub, DownloadListener listener) {
		HubSettings settings = HubSettings.of(hub, model.location());
		HubCache cache = new HubCache(settings.cacheDirectory(), model.id());
		return new HuggingFaceHub(settings, model, cache, Retries.DEFAULT, listener).resolve();
	}

	private static ClassLoader classLoader() {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		return (context != null) ? context : Checkpoints.class.getClassLoader();
	}

	private static Path directory(String location) {
		Path directory = path(location);
		if (!Files.exists(directory)) {
			throw notFound(location, "There is no directory '" + directory.toAbsolutePath() + "'. " + hint(location),
					null);
		}
		if (!Files.isDirectory(directory)) {
			throw notFound(location,
					"It is a file; name the directory that it is in, '" + directory.toAbsolutePath().getParent() + "'.",
					null);
		}
		if (!Files.isRegularFile(directory.resolve(ModelConfig.FILE_NAME))) {
			throw notFound(location,
					"Looked for '" + ModelConfig.FILE_NAME + "' in '" + directory.toAbsolutePath() + "', found "
							+ contents(directory) + ". Name a directory of Hugging Face's layout, with '"
							+ ModelConfig.FILE_NAME + "', 'tokenizer.json' and '" + Weights.SINGLE_FILE + "'.",
					null);
		}
		return directory;
	}

	private static Path path(String location) {
		try {
			if (location.startsWith(FILE_PREFIX)) {
				return uri(location);
			}
			if (location.startsWith("~/")) {
				return Path.of(System.getProperty("user.home"), location.substring(2));
			}
			return Path.of(location);
		}
		catch (InvalidPathException ex) {
			throw notFound(location, "It is not a path: " + ex.getReason() + ". " + hint(location), ex);
		}
	}

	private static Path uri(String location) {
		try {
			return Path.of(URI.create(location));
		}
		catch (IllegalArgumentException | FileSystemNotFoundException ex) {
			return Path.of(location.substring(FILE_PREFIX.length()));
		}
	}

	private static String hint(String location) {
		String hub = location.replaceFirst("^https?://(www\\.)?(huggingface\\.co|hf\\.co)/", "");
		if (hub.matches("[\\w.-]+/[\\w.-]+")) {
			return "To download it from the Hugging Face Hub, name it 'hf:" + hub + "'.";
		}
		return "Name the directory of a checkpoint, 'classpath:' and a folder, or 'hf:org/name[@revision]'.";
	}

	private static String contents(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			List<String> names = files.map((file) -> "'" + file.getFileName() + "'")
				.sorted()
				.limit(MAX_LISTED + 1L)
				.toList();
			if (names.isEmpty()) {
				return "an empty directory";
			}
			return (names.size() > MAX_LISTED) ? String.join(", ", names.subList(0, MAX_LISTED)) + " and more"
					: String.join(", ", names);
		}
		catch (IOException | UncheckedIOException ex) {
			return "that it cannot be read: " + ex;
		}
	}

	private static ModelNotFoundException notFound(String location, String detail, @Nullable Throwable cause) {
		return new ModelNotFoundException(location, "There is no checkpoint at '" + location + "'. " + detail, cause);
	}

}
