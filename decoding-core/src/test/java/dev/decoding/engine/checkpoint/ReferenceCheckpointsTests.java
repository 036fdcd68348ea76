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

	@Test
	void bothLayoutsOfTheConfigurationSayTheSame() throws IOException {
		for (Path directory : checkpoints()) {
			ModelConfig current = ModelConfig.read(directory);
			assertThat(current.requiredInt("vocab_size")).isPositive();
			assertThat(GenerationConfig.read(directory, current).eosTokenIds()).containsExactly(2);
			if (Files.exists(directory.resolve("config.v4.json"))) {
				ModelConfig former = ModelConfig.read(directory.resolve("config.v4.json"));
				assertThat(former.modelType()).isEqualTo(current.modelType());
				assertThat(former.dtype()).isEqualTo(current.dtype());
				for (String layerType : List.of("full_attention", "sliding_attention")) {
					assertThat(rope(former, layerType)).as(directory.toString()).isEqualTo(rope(current, layerType));
				}
			}
		}
	}

	private static List<Object> rope(ModelConfig config, String layerType) {
		ModelConfig rope = config.rope(layerType);
		return List.of(rope.requiredString("rope_type"), rope.doubleOr("rope_theta", 0),
				rope.doubleOr("partial_rotary_factor", 1), rope.doubleOr("factor", 1),
				rope.intOr("original_max_position_embeddings", 0), rope.doubles("long_factor"),
				rope.doubles("short_factor"));
	}

	private static List<Path> checkpoints() throws IOException {
		Path models = Path.of(System.getProperty("decoding.reference", "../shared/reference"), "models");
		Assumptions.assumeTrue(Files.isDirectory(models), () -> "No reference checkpoints in '" + models + "'");
		try (Stream<Path> files = Files.walk(models, 2)) {
			return files.filter((file) -> Files.exists(file.resolve("config.json"))).toList();
		}
	}

}
