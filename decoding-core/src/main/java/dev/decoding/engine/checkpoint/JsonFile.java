package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.engine.InvalidCheckpointException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON files of a checkpoint. They are written by Python, which also writes
 * {@code NaN} and {@code Infinity}.
 */
final class JsonFile {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final int MAX_DESCRIPTION = 80;

	private JsonFile() {
	}

	static ObjectNode readObject(Path file) {
		try {
			return parseObject(file.toString(), Files.readString(file));
		}
		catch (IOException ex) {
			throw new InvalidCheckpointException("'" + file + "' cannot be read: " + ex, ex);
		}
	}

	static ObjectNode parseObject(String name, String text) {
		try {
			JsonNode node = MAPPER.readTree(text);
			if (node instanceof ObjectNode object) {
				return object;
			}
			throw new InvalidCheckpointException("'" + name + "': expected a JSON object, found " + describe(node));
		}
		catch (JacksonException ex) {
			throw new InvalidCheckpointException("'" + name + "': expected a JSON object, found: "
					+ ex.getOriginalMessage() + " at line " + ex.getLocation().getLineNr(), ex);
		}
	}

	/**
	 * Describe a value for a message.
	 * @param node the value
	 * @return the value, shortened, or that there is none
	 */
	static String describe(JsonNode node) {
		if (node.isMissingNode()) {
			return "nothing";
		}
		String text = node.toString();
		return (text.length() <= MAX_DESCRIPTION) ? text : text.substring(0, MAX_DESCRIPTION) + "...";
	}

}
