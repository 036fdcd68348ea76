package dev.decoding.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a {@code tokenizer.json} says of its tokens and of how they become text. Its
 * merges, which are most of it, are left to native code.
 *
 * @param path where the file is
 * @param json the whole file
 * @param decoder what turns tokens into text
 * @param tokens the tokens
 */
record TokenizerFile(Path path, byte[] json, PieceDecoder decoder, TokenTable tokens) {

	/** The name of the file. */
	static final String NAME = "tokenizer.json";

	/** Far above the largest vocabularies; a higher id is a mistake in the file. */
	private static final int MOST_TOKENS = 1 << 24;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	/**
	 * Read a file.
	 * @param path where it is
	 * @return its content
	 * @throws InvalidCheckpointException if it cannot be read or is wrong
	 */
	static TokenizerFile read(Path path) {
		try {
			byte[] json = Files.readAllBytes(path);
			Content content = MAPPER.readValue(json, Content.class);
			if (content == null) {
				throw new InvalidCheckpointException("'" + path + "': expected the JSON of a tokenizer, found null");
			}
			return new TokenizerFile(path, json, new DecoderFactory(path).create(content.decoder()),
					tokens(path, content));
		}
		catch (IOException ex) {
			throw new InvalidCheckpointException("'" + path + "' cannot be read: " + ex, ex);
		}
		catch (JacksonException ex) {
			throw new InvalidCheckpointException(
					"'" + path + "': expected the JSON of a tokenizer, found: " + ex.getOriginalMessage(), ex);
		}
	}

	private static TokenTable tokens(Path path, Content content) {
		TokenTable table = new TokenTable();
		JsonNode vocabulary = (content.model() != null) ? content.model().vocabulary() : null;
		if (vocabulary instanceof ObjectNode object) {
			object.properties().forEach((token) -> put(path, table, token.getKey(), token.getValue()));
		}
		else if (vocabulary instanceof ArrayNode array) {
			array.forEach((token) -> put(path, table, token));
		}
		else {
			throw new InvalidCheckpointException("'" + path + "': expected a 'model' with an object or an array as its "
					+ "'vocab', found " + ((vocabulary != null) ? vocabulary : "none"));
		}
		for (Added token : (content.added() != null) ? content.added() : List.<Added>of()) {
			id(path, token.content(), token.id());
			table.add(token.content(), token.special());
		}
		return table;
	}

	private static int id(Path path, String token, @Nullable JsonNode id) {
		if (id == null || !id.isInt() || id.intValue() < 0 || id.intValue() >= MOST_TOKENS) {
			throw new InvalidCheckpointException("'%s': expected an id from 0 to %d for the token '%s', found %s"
				.formatted(path, MOST_TOKENS - 1, token, id));
		}
		return id.intValue();
	}

	private static void put(Path path, TokenTable table, String token, JsonNode node) {
		int id = id(path, token, node);
		String other = table.spelling(id);
		if (other != null) {
			throw new InvalidCheckpointException("'" + path + "': expected each token to have an id of its own, found "
					+ id + " for '" + other + "' and '" + token + "'");
		}
		table.put(id, token);
	}

	private static void put(Path path, TokenTable table, JsonNode token) {
		if (!token.path(0).isString()) {
			throw new InvalidCheckpointException(
					"'" + path + "': expected a token and its score in the array 'vocab', found " + token);
		}
		table.put(table.size(), token.get(0).stringValue());
	}

	/**
	 * The parts of the file that are read.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Content(@Nullable Model model, @JsonProperty("added_tokens") @Nullable List<Added> added,
			@Nullable JsonNode decoder) {
	}

	/**
	 * The model, of which only the vocabulary is read.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Model(@JsonProperty("vocab") @Nullable JsonNode vocabulary) {
	}

	/**
	 * A token beside those of the model. Its {@code id} is not followed, for native code
	 * does not either.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Added(@Nullable JsonNode id, @JsonProperty(required = true) String content, boolean special) {
	}

}
