package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.model.ChatFormat;
import tools.jackson.databind.JsonNode;

/**
 * The chat templates and special tokens of a checkpoint. Templates are in
 * {@code chat_template.jinja} or, in older checkpoints, {@code chat_template} of
 * {@code tokenizer_config.json} (one, or a list of named ones) or
 * {@code chat_template.json}. Special tokens are in {@code tokenizer_config.json} or, in
 * older checkpoints, {@code special_tokens_map.json}.
 */
public final class ChatFormatFiles {

	private static final String JINJA_FILE = "chat_template.jinja";

	private static final String TOKENIZER_FILE = "tokenizer_config.json";

	private static final String JSON_FILE = "chat_template.json";

	private static final String TOKENS_FILE = "special_tokens_map.json";

	private static final String KEY = "chat_template";

	private ChatFormatFiles() {
	}

	/**
	 * Read what a checkpoint says of conversations.
	 * @param directory the directory of the checkpoint
	 * @return the templates and special tokens, as far as there are any
	 * @throws InvalidCheckpointException if a file is wrong
	 */
	public static ChatFormat read(Path directory) {
		Map<String, String> templates = new LinkedHashMap<>();
		Map<String, String> tokens = new LinkedHashMap<>();
		Path json = directory.resolve(JSON_FILE);
		if (exists(json)) {
			addTemplates(json, templates);
		}
		Path special = directory.resolve(TOKENS_FILE);
		if (exists(special)) {
			addTokens(special, tokens);
		}
		Path tokenizer = directory.resolve(TOKENIZER_FILE);
		if (exists(tokenizer)) {
			addTemplates(tokenizer, templates);
			addTokens(tokenizer, tokens);
		}
		Path jinja = directory.resolve(JINJA_FILE);
		if (exists(jinja)) {
			templates.put(ChatFormat.DEFAULT, readText(jinja));
		}
		return new ChatFormat(templates, tokens);
	}

	private static boolean exists(Path file) {
		return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
	}

	private static String readText(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new InvalidCheckpointException("'" + file + "' cannot be read: " + ex, ex);
		}
	}

	private static void addTemplates(Path file, Map<String, String> templates) {
		JsonNode value = JsonFile.readObject(file).path(KEY);
		if (value.isMissingNode() || value.isNull()) {
			return;
		}
		if (value.isString()) {
			templates.put(ChatFormat.DEFAULT, value.stringValue());
			return;
		}
		if (!value.isArray()) {
			throw invalid(file, value);
		}
		for (JsonNode named : value) {
			if (!named.path("name").isString() || !named.path("template").isString()) {
				throw invalid(file, named);
			}
			templates.put(named.path("name").stringValue(), named.path("template").stringValue());
		}
	}

	/**
	 * Add the tokens of a file: text, or objects with {@code content}.
	 */
	private static void addTokens(Path file, Map<String, String> tokens) {
		JsonFile.readObject(file).properties().forEach((property) -> {
			JsonNode token = property.getValue().isObject() ? property.getValue().path("content") : property.getValue();
			if (property.getKey().endsWith("_token") && token.isString()) {
				tokens.put(property.getKey(), token.stringValue());
			}
		});
	}

	private static InvalidCheckpointException invalid(Path file, JsonNode found) {
		return new InvalidCheckpointException("'" + file + "': expected '" + KEY
				+ "' to be a template or a list of templates with 'name' and 'template', found "
				+ JsonFile.describe(found));
	}

}
