package dev.decoding.samples.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.decoding.model.ModelInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyValueBytes}.
 */
class KeyValueBytesTests {

	private static final ModelInfo INFO = new ModelInfo("m", "llama", 10, 10, 64, 3, List.of(), null, null, "cpu",
			"bfloat16", 1, 1, null);

	@TempDir
	Path directory;

	@Test
	void keyValueHeadsCount() throws IOException {
		config("{\"num_attention_heads\":8,\"num_key_value_heads\":2}");
		assertThat(KeyValueBytes.perToken(this.directory.toString(), INFO)).isEqualTo(2 * 3 * 2 * 8 * 2);
	}

	@Test
	void headSizeMayBeItsOwn() throws IOException {
		config("{\"num_attention_heads\":8,\"head_dim\":5}");
		assertThat(KeyValueBytes.perToken(this.directory.toString(), INFO)).isEqualTo(2 * 3 * 8 * 5 * 2);
	}

	@Test
	void locationWithoutConfigurationDoesNotSay() {
		assertThat(KeyValueBytes.perToken(this.directory.toString(), INFO)).isZero();
		assertThat(KeyValueBytes.perToken("hf:a/b", INFO)).isZero();
	}

	private void config(String json) throws IOException {
		Files.writeString(this.directory.resolve("config.json"), json);
	}

}
