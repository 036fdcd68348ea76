package dev.decoding.engine.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.decoding.engine.InvalidCheckpointException;
import tools.jackson.databind.JsonNode;

/**
 * {@code model.safetensors.index.json}: which tensor lies in which file.
 */
final class ShardIndex {

	private ShardIndex() {
	}

	/**
	 * Read an index.
	 * @param file the index
	 * @return the names of tensors, and of the files beside the index that hold them
	 * @throws InvalidCheckpointException if anything is wrong
	 */
	static Map<String, String> read(Path file) {
		JsonNode weightMap = JsonFile.readObject(file).path("weight_map");
		if (!weightMap.isObject()) {
			throw new InvalidCheckpointException(
					"'" + file + "': expected 'weight_map' to be an object, found " + JsonFile.describe(weightMap));
		}
		Map<String, String> shards = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> entry : weightMap.properties()) {
			JsonNode shard = entry.getValue();
			if (!shard.isString() || !isFileName(shard.stringValue())) {
				throw new InvalidCheckpointException("'" + file + "': expected tensor '" + entry.getKey()
						+ "' to be in a file beside the index, found " + JsonFile.describe(shard));
			}
			shards.put(entry.getKey(), shard.stringValue());
		}
		return shards;
	}

	private static boolean isFileName(String name) {
		return name.endsWith(".safetensors")
				&& name.chars().noneMatch((c) -> c == '/' || c == '\\' || c == ':' || c < ' ');
	}

}
