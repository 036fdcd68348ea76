package dev.decoding.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Options that say what a chat template sees.
 */
class ConversationOptions {

	static final String MESSAGES = "messages";

	@Option(names = "--messages", paramLabel = "FILE.json",
			description = "File with the messages: a list of objects with 'role' and 'content'.")
	private @Nullable Path messages;

	@Option(names = "--tools", paramLabel = "FILE.json",
			description = "File with the tools: a list of JSON schemas of functions.")
	private @Nullable Path tools;

	@Option(names = "--documents", paramLabel = "FILE.json", description = "File with documents: a list of objects.")
	private @Nullable Path documents;

	@Option(names = "--variables", paramLabel = "JSON",
			description = "Further variables of the template, as one JSON object.")
	private @Nullable String variables;

	@Option(names = "--add-generation-prompt", description = "Open a message of the assistant behind the conversation.")
	private boolean addGenerationPrompt;

	/**
	 * Read the variables.
	 * @return the variables by name
	 * @throws IllegalArgumentException if a file is not what it should be
	 */
	Map<String, Object> read() {
		Map<String, Object> all = new LinkedHashMap<>();
		put(all, MESSAGES, this.messages);
		put(all, "tools", this.tools);
		put(all, "documents", this.documents);
		if (this.addGenerationPrompt) {
			all.put("add_generation_prompt", true);
		}
		if (this.variables != null) {
			all.putAll(variables(parse("--variables", this.variables)));
		}
		return all;
	}

	/**
	 * Turn a JSON object into variables.
	 * @param object the object
	 * @return the variables by name
	 */
	@SuppressWarnings("unchecked")
	static Map<String, Object> variables(JsonNode object) {
		if (!object.isObject()) {
			throw new IllegalArgumentException("'--variables' is not a JSON object.");
		}
		return Json.MAPPER.treeToValue(object, Map.class);
	}

	private static void put(Map<String, Object> all, String name, @Nullable Path file) {
		if (file == null) {
			return;
		}
		String option = "--" + name;
		try {
			JsonNode list = parse(option, Files.readString(file));
			if (!list.isArray()) {
				throw new IllegalArgumentException("'%s' of '%s' is not a list.".formatted(file, option));
			}
			all.put(name, Json.MAPPER.treeToValue(list, List.class));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("'%s' of '%s' cannot be read: %s".formatted(file, option, ex), ex);
		}
	}

	private static JsonNode parse(String option, String text) {
		try {
			return Json.MAPPER.readTree(text);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("'%s' is not JSON: %s".formatted(option, ex.getOriginalMessage()), ex);
		}
	}

}
