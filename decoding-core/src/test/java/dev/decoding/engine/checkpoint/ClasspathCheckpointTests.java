package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.ModelNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClasspathCheckpoint}.
 */
class ClasspathCheckpointTests {

	@TempDir
	Path directory;

	private ClassLoader original;

	@BeforeEach
	void rememberClassLoader() {
		this.original = Thread.currentThread().getContextClassLoader();
	}

	@AfterEach
	void restoreClassLoader() {
		Thread.currentThread().setContextClassLoader(this.original);
	}

	@Test
	void resolveShouldUseDirectoryInPlace() throws IOException {
		Path model = Files.createDirectories(this.directory.resolve("models/a b"));
		for (Map.Entry<String, byte[]> file : CheckpointFixture.single().entrySet()) {
			Files.write(model.resolve(file.getKey()), file.getValue());
		}
		try (URLClassLoader loader = use(this.directory);
				LocalCheckpoint checkpoint = resolve("classpath:models/a b")) {
			assertThat(loader.getURLs()).hasSize(1);
			assertThat(checkpoint.directory()).isEqualTo(model);
		}
		assertThat(model.resolve("config.json")).exists();
	}

	@Test
	void resolveShouldCopyJarToDirectoryThatIsDeletedOnClose() throws IOException {
		Path copy;
		try (URLClassLoader loader = use(jar(CheckpointFixture.single()));
				LocalCheckpoint checkpoint = resolve("classpath:/model/")) {
			assertThat(loader.getURLs()).hasSize(1);
			copy = checkpoint.directory();
			assertThat(copy).hasFileName("model");
			assertThat(copy.resolve("tokenizer.json")).hasContent("{\"version\":\"1.0\"}");
			assertThat(copy.resolve("chat_template.jinja")).exists();
			assertThat(copy.resolve("generation_config.json")).exists();
			assertThat(ModelConfig.read(copy).modelType()).isEqualTo("llama");
			try (Weights weights = Weights.open(copy)) {
				assertThat(weights.names()).hasSize(4);
			}
		}
		assertThat(copy).doesNotExist();
	}

	@Test
	void resolveShouldCopyTheShardsThatTheIndexNames() throws IOException {
		try (URLClassLoader loader = use(jar(CheckpointFixture.sharded()));
				LocalCheckpoint checkpoint = resolve("classpath:model");
				Weights weights = Weights.open(checkpoint.directory())) {
			assertThat(loader.getURLs()).hasSize(1);
			assertThat(weights.names()).containsExactly("x", "y");
		}
	}

	@Test
	void resolveShouldNameMissingShard() throws IOException {
		Map<String, byte[]> files = CheckpointFixture.sharded();
		files.remove("model-00002-of-00002.safetensors");
		try (URLClassLoader loader = use(jar(files))) {
			assertNotFound(loader, "the shard 'model-00002-of-00002.safetensors'");
		}
	}

	@Test
	void resolveShouldSayWhatItLookedFor() throws IOException {
		Map<String, byte[]> files = CheckpointFixture.single();
		files.remove("model.safetensors");
		try (URLClassLoader loader = use(jar(files))) {
			assertNotFound(loader, "'model/config.json'", "'model/model.safetensors'",
					"'model/model.safetensors.index.json'", "found no weights");
		}
		files.remove("config.json");
		try (URLClassLoader loader = use(jar(files))) {
			assertNotFound(loader, "found no configuration");
		}
	}

	private Path jar(Map<String, byte[]> files) throws IOException {
		Path jar = Files.createTempFile(this.directory, "model", ".jar");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
			for (Map.Entry<String, byte[]> file : files.entrySet()) {
				zip.putNextEntry(new ZipEntry("model/" + file.getKey()));
				zip.write(file.getValue());
			}
		}
		return jar;
	}

	private URLClassLoader use(Path classPath) throws IOException {
		URLClassLoader loader = new URLClassLoader(new URL[] { classPath.toUri().toURL() }, null);
		Thread.currentThread().setContextClassLoader(loader);
		return loader;
	}

	private LocalCheckpoint resolve(String location) {
		return Checkpoints.resolve(location, EngineOptions.Hub.DEFAULT, DownloadListener.NONE);
	}

	private void assertNotFound(ClassLoader loader, String... messages) {
		assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> resolve("classpath:model"))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages).contains("'classpath:model'"));
	}

}
