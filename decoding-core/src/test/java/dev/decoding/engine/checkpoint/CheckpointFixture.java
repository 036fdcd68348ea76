package dev.decoding.engine.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files of small checkpoints.
 */
final class CheckpointFixture {

	private CheckpointFixture() {
	}

	static Map<String, byte[]> single() {
		Map<String, byte[]> files = common();
		files.put("model.safetensors", SafetensorsBytes.valid());
		return files;
	}

	static Map<String, byte[]> sharded() {
		Map<String, byte[]> files = common();
		files.put("model.safetensors.index.json", bytes("{\"weight_map\":{\"x\":\"model-00001-of-00002.safetensors\","
				+ "\"y\":\"model-00002-of-00002.safetensors\"}}"));
		files.put("model-00001-of-00002.safetensors", tensor("x"));
		files.put("model-00002-of-00002.safetensors", tensor("y"));
		return files;
	}

	private static Map<String, byte[]> common() {
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("config.json", bytes("{\"model_type\":\"llama\"}"));
		files.put("generation_config.json", bytes("{\"eos_token_id\":2}"));
		files.put("tokenizer.json", bytes("{\"version\":\"1.0\"}"));
		files.put("chat_template.jinja", bytes("{{ messages }}"));
		return files;
	}

	private static byte[] tensor(String name) {
		return SafetensorsBytes.of("{\"" + name + "\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
