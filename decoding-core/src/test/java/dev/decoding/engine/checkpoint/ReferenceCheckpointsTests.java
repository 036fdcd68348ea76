package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads every checkpoint of the reference directory.
 */
class ReferenceCheckpointsTests {

	@Test
	void everyCheckpointCanBeOpened() throws IOException {
		for (Path directory : checkpoints()) {
			try (Weights weights = Weights.open(directory)) {
				assertThat(weights.names()).as(directory.toString()).isNotEmpty();
				for (String name : weights.names()) {
					StoredTensor tensor = weights.get(name);
					assertThat(tensor.dtype().isSupported()).as(tensor.toString()).isTrue();
					assertThat(tensor.data().remaining()).isEqualTo((int) tensor.size());
				}
			}
		}
	}

	private static List<Path> checkpoints() throws IOException {
		Path models = Path.of(System.getProperty("decoding.reference", "../shared/reference"), "models");
		Assumptions.assumeTrue(Files.isDirectory(models), () -> "No reference checkpoints in '" + models + "'");
		try (Stream<Path> files = Files.walk(models, 2)) {
			return files.filter((file) -> Files.exists(file.resolve("config.json"))).toList();
		}
	}

}
