package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.ModelNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Checkpoints} with directories.
 */
class CheckpointsTests {

	@TempDir
	Path directory;

	@Test
	void resolveShouldUseDirectoryInPlace() throws IOException {
		Path model = write("my model", CheckpointFixture.single());
		try (LocalCheckpoint checkpoint = resolve(model.toString())) {
			assertThat(checkpoint.directory()).isEqualTo(model);
			assertThat(checkpoint.location()).isEqualTo(model.toString());
		}
		assertThat(model.resolve("config.json")).exists();
	}

	@Test
	void resolveShouldAcceptFileUris() throws IOException {
		Path model = write("my model", CheckpointFixture.single());
		for (String location : new String[] { model.toUri().toString(), "file:" + model, "file://" + model }) {
			try (LocalCheckpoint checkpoint = resolve(location)) {
				assertThat(checkpoint.directory()).as(location).isEqualTo(model);
			}
		}
	}

	@Test
	void resolveShouldNameMissingDirectory() {
		Path missing = this.directory.resolve("missing");
		assertNotFound(missing.toString(), "There is no directory '" + missing + "'", "'hf:org/name[@revision]'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Qwen/Qwen2.5-0.5B-Instruct", "https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct" })
	void resolveShouldOfferTheHubForWhatLooksLikeIt(String location) {
		assertNotFound(location, "name it 'hf:Qwen/Qwen2.5-0.5B-Instruct'");
	}

	@Test
	void resolveShouldRefuseFile() throws IOException {
		Path model = write("model", CheckpointFixture.single());
		assertNotFound(model.resolve("model.safetensors").toString(), "It is a file", "'" + model + "'");
	}

	@Test
	void resolveShouldRefuseDirectoryWithoutConfiguration() throws IOException {
		Path model = write("model", Map.of("model.gguf", new byte[1]));
		assertNotFound(model.toString(), "Looked for 'config.json' in '" + model + "', found 'model.gguf'");
		assertNotFound(Files.createDirectory(this.directory.resolve("empty")).toString(), "an empty directory");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "a\0b" })
	void resolveShouldRefuseWhatIsNoLocation(String location) {
		assertNotFound(location, "'hf:org/name[@revision]'");
	}

	private Path write(String name, Map<String, byte[]> files) throws IOException {
		Path model = Files.createDirectory(this.directory.resolve(name));
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			Files.write(model.resolve(file.getKey()), file.getValue());
		}
		return model;
	}

	private LocalCheckpoint resolve(String location) {
		return Checkpoints.resolve(location, EngineOptions.Hub.DEFAULT, DownloadListener.NONE);
	}

	private void assertNotFound(String location, String... messages) {
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> resolve(location))
			.satisfies((ex) -> assertThat(ex.getLocation()).isEqualTo(location))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages));
	}

}
