package dev.decoding.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
		Map<String, Integer> ids = ids(path, (content.model() != null) ? content.model().vocabulary() : null);
		int highest = ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
		List<Added> added = (content.added() != null) ? content.added() : List.of();
		for (Added token : added) {
			highest = Math.max(highest, id(path, token.id()));
		}
		TokenTable table = new TokenTable(ids, highest + 1);
		for (Added token : added) {
			table.add(id(path, token.id()), token.content(), token.special());
		}
		return table;
	}

	private static Map<String, Integer> ids(Path path, @Nullable JsonNode vocabulary) {
		Map<String, Integer> ids = new HashMap<>();
		if (vocabulary != null && vocabulary.isObject()) {
			vocabulary.properties().forEach((token) -> ids.put(token.getKey(), id(path, token.getValue())));
		}
		else if (vocabulary != null && vocabulary.isArray()) {
			for (int id = 0; id < vocabulary.size(); id++) {
				ids.put(vocabulary.get(id).path(0).asString(""), id);
			}
		}
		else {
			throw new InvalidCheckpointException(
					"'" + path + "': expected a 'model' with an object or an array as its 'vocab', found none");
		}
		return ids;
	}

	private static int id(Path path, @Nullable JsonNode id) {
		if (id == null || !id.isInt() || id.intValue() < 0 || id.intValue() >= MOST_TOKENS) {
			throw new InvalidCheckpointException(
					"'%s': expected token ids from 0 to %d, found %s".formatted(path, MOST_TOKENS - 1, id));
		}
		return id.intValue();
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
	 * A token beside those of the model.
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Added(@Nullable JsonNode id, @JsonProperty(required = true) String content, boolean special) {
	}

}
