package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Jinja template of a checkpoint that turns messages into text:
 * {@code chat_template.jinja} or, in older checkpoints, {@code chat_template} of
 * {@code tokenizer_config.json}.
 */
public final class ChatTemplateFile {

	private static final String JINJA_FILE = "chat_template.jinja";

	private static final String JSON_FILE = "tokenizer_config.json";

	private static final String KEY = "chat_template";

	private static final String DEFAULT_NAME = "default";

	private ChatTemplateFile() {
	}

	/**
	 * Read the template of a checkpoint. Of several templates it is the one with the name
	 * {@code default}.
	 * @param directory the directory of the checkpoint
	 * @return the template, or {@code null} if the checkpoint has none
	 * @throws InvalidCheckpointException if a file is wrong
	 */
	public static @Nullable String read(Path directory) {
		Path jinja = directory.resolve(JINJA_FILE);
		if (Files.exists(jinja, LinkOption.NOFOLLOW_LINKS)) {
			return readText(jinja);
		}
		Path json = directory.resolve(JSON_FILE);
		if (Files.exists(json, LinkOption.NOFOLLOW_LINKS)) {
			return template(json, JsonFile.readObject(json).path(KEY));
		}
		return null;
	}

	private static String readText(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new InvalidCheckpointException("'" + file + "' cannot be read: " + ex, ex);
		}
	}

	private static @Nullable String template(Path file, JsonNode value) {
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (value.isString()) {
			return value.stringValue();
		}
		if (!value.isArray()) {
			throw invalid(file, value);
		}
		String template = null;
		for (JsonNode named : value) {
			if (!named.path("name").isString() || !named.path("template").isString()) {
				throw invalid(file, named);
			}
			if (named.path("name").stringValue().equals(DEFAULT_NAME)) {
				template = named.path("template").stringValue();
			}
		}
		return template;
	}

	private static InvalidCheckpointException invalid(Path file, JsonNode found) {
		return new InvalidCheckpointException("'" + file + "': expected '" + KEY
				+ "' to be a template or a list of templates with 'name' and 'template', found "
				+ JsonFile.describe(found));
	}

}
