package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.decoding.engine.ModelNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint in a folder of the class path. A folder that is a directory is used where
 * it is. One in a jar, also in a jar within a jar, is copied out, because weights are
 * mapped into memory; jars cannot be listed through a class loader, so it is the known
 * names of files that are looked for.
 */
final class ClasspathCheckpoint {

	static final String PREFIX = "classpath:";

	private static final Logger logger = LoggerFactory.getLogger(ClasspathCheckpoint.class);

	private static final List<String> OPTIONAL_FILES = List.of(GenerationConfig.FILE_NAME, "tokenizer.json",
			"tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja", "chat_template.json");

	private final String location;

	private final String folder;

	private final ClassLoader classLoader;

	ClasspathCheckpoint(String location, ClassLoader classLoader) {
		this.location = location;
		String path = location.substring(PREFIX.length()).replaceAll("^/+|/+$", "");
		this.folder = path.isEmpty() ? "" : path + "/";
		this.classLoader = classLoader;
	}

	LocalCheckpoint resolve() {
		URL config = resource(ModelConfig.FILE_NAME);
		URL weights = resource(Weights.SINGLE_FILE);
		URL index = (weights != null) ? null : resource(Weights.INDEX_FILE);
		if (config == null || (weights == null && index == null)) {
			throw notFound("Looked for '" + this.folder + ModelConfig.FILE_NAME + "' and for '" + this.folder
					+ Weights.SINGLE_FILE + "' or '" + this.folder + Weights.INDEX_FILE + "' on the class path, found "
					+ ((config != null) ? "no weights" : "no configuration")
					+ "; check the folder, and that the resources of the build are not filtered", null);
		}
		Path directory = directory(config);
		if (directory != null && directory.equals(directory((weights != null) ? weights : index))) {
			return new LocalCheckpoint(this.location, directory);
		}
		return extract(index != null);
	}

	private @Nullable URL resource(String name) {
		return this.classLoader.getResource(this.folder + name);
	}

	private static @Nullable Path directory(@Nullable URL url) {
		try {
			return (url != null && "file".equals(url.getProtocol())) ? Path.of(url.toURI()).getParent() : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private LocalCheckpoint extract(boolean sharded) {
		TemporaryDirectory temporary = null;
		try {
			temporary = new TemporaryDirectory("decoding-checkpoint-");
			logger.info("Copying '{}' to '{}', because weights are mapped into memory", this.location,
					temporary.path());
			Path directory = Files.createDirectory(temporary.path().resolve(name()));
			copy(ModelConfig.FILE_NAME, directory);
			for (String file : OPTIONAL_FILES) {
				copy(file, directory);
			}
			for (String file : weightFiles(sharded, directory)) {
				if (!copy(file, directory)) {
					throw notFound("Its '" + Weights.INDEX_FILE + "' names the shard '" + file
							+ "', which is not on the class path", null);
				}
			}
			LocalCheckpoint checkpoint = new LocalCheckpoint(this.location, directory, temporary);
			temporary = null;
			return checkpoint;
		}
		catch (IOException ex) {
			throw notFound("It cannot be copied to a temporary directory: " + ex
					+ "; the system property 'java.io.tmpdir' says where there is room", ex);
		}
		finally {
			if (temporary != null) {
				temporary.close();
			}
		}
	}

	/**
	 * Return the name of the folder, which is the model's name.
	 */
	private String name() {
		Path name = Path.of(this.folder).getFileName();
		return (name != null && !this.folder.isEmpty()) ? name.toString() : "model";
	}

	private Set<String> weightFiles(boolean sharded, Path directory) throws IOException {
		if (!sharded) {
			return Set.of(Weights.SINGLE_FILE);
		}
		copy(Weights.INDEX_FILE, directory);
		return new LinkedHashSet<>(ShardIndex.read(directory.resolve(Weights.INDEX_FILE)).values());
	}

	private boolean copy(String file, Path directory) throws IOException {
		try (InputStream stream = this.classLoader.getResourceAsStream(this.folder + file)) {
			if (stream == null) {
				return false;
			}
			Files.copy(stream, directory.resolve(file));
			return true;
		}
	}

	private ModelNotFoundException notFound(String detail, @Nullable Throwable cause) {
		return new ModelNotFoundException(this.location,
				"There is no usable checkpoint at '" + this.location + "'. " + detail + ".", cause);
	}

}
