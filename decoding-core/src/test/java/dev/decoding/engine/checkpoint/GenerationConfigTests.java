package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GenerationConfig}.
 */
class GenerationConfigTests {

	@TempDir
	Path directory;

	@Test
	void readShouldAcceptOneEndOfTextTokenOrMany() throws IOException {
		assertThat(read("{\"eos_token_id\":2,\"bos_token_id\":1,\"pad_token_id\":0}", "{}"))
			.isEqualTo(new GenerationConfig(List.of(2), 1, 0));
		assertThat(read("{\"eos_token_id\":[7,8,7]}", "{}").eosTokenIds()).containsExactly(7, 8);
	}

	@Test
	void readShouldFallBackToTheModelConfig() throws IOException {
		GenerationConfig config = read("{\"eos_token_id\":null}",
				"{\"eos_token_id\":[3],\"bos_token_id\":1,\"pad_token_id\":-1}");
		assertThat(config.eosTokenIds()).containsExactly(3);
		assertThat(config.bosTokenId()).isEqualTo(1);
		assertThat(config.padTokenId()).isNull();
	}

	@Test
	void readShouldNotNeedTheFile() throws IOException {
		Files.writeString(this.directory.resolve("config.json"), "{\"eos_token_id\":2}");
		assertThat(GenerationConfig.read(this.directory, ModelConfig.read(this.directory)))
			.isEqualTo(new GenerationConfig(List.of(2), null, null));
	}

	@Test
	void readShouldRefuseWrongTokens() {
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> read("{\"eos_token_id\":[\"</s>\"]}", "{}"))
			.withMessage("'" + this.directory.resolve("generation_config.json")
					+ "': expected 'eos_token_id' to be an array of whole numbers, found \"</s>\" at index 0");
	}

	private GenerationConfig read(String generation, String model) throws IOException {
		Files.writeString(this.directory.resolve("generation_config.json"), generation);
		Files.writeString(this.directory.resolve("config.json"), model);
		return GenerationConfig.read(this.directory, ModelConfig.read(this.directory));
	}

}
