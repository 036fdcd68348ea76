package dev.decoding.samples.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.model.ModelInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many bytes of keys and values one token leaves behind, from {@code config.json}.
 */
final class KeyValueBytes {

	private KeyValueBytes() {
	}

	/**
	 * Compute the bytes.
	 * @param location where the checkpoint is
	 * @param info the model
	 * @return bytes a token, or 0 where the configuration does not say
	 */
	static long perToken(String location, ModelInfo info) {
		Path file = location.matches("(hf|classpath|file):.*") ? Path.of("") : Path.of(location, "config.json");
		if (!Files.isRegularFile(file)) {
			return 0;
		}
		try {
			JsonNode config = new JsonMapper().readTree(Files.readString(file));
			int heads = config.path("num_attention_heads").asInt(0);
			int keyValueHeads = config.path("num_key_value_heads").asInt(heads);
			int headSize = config.path("head_dim").asInt((heads > 0) ? info.hiddenSize() / heads : 0);
			return 2L * info.layers() * keyValueHeads * headSize * bytesPerValue(info.dtype());
		}
		catch (IOException ex) {
			return 0;
		}
	}

	static int bytesPerValue(String dtype) {
		return dtype.equals("float32") ? Float.BYTES : Short.BYTES;
	}

}
