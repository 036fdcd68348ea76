package dev.decoding.engine.checkpoint;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;

/**
 * Special tokens by {@code generation_config.json}, which a checkpoint need not have;
 * what it does not say comes from {@code config.json}.
 *
 * @param eosTokenIds the tokens that end a text, possibly none
 * @param bosTokenId the token that begins a text, or {@code null}
 * @param padTokenId the token that fills up a batch, or {@code null}
 */
public record GenerationConfig(List<Integer> eosTokenIds, @Nullable Integer bosTokenId, @Nullable Integer padTokenId) {

	/** Name of the file in a checkpoint. */
	public static final String FILE_NAME = "generation_config.json";

	public GenerationConfig {
		eosTokenIds = List.copyOf(eosTokenIds);
	}

	/**
	 * Read the special tokens of a checkpoint.
	 * @param directory the directory of the checkpoint
	 * @param config the settings of the model
	 * @return the special tokens
	 * @throws InvalidCheckpointException if a file is wrong
	 */
	public static GenerationConfig read(Path directory, ModelConfig config) {
		Path file = directory.resolve(FILE_NAME);
		List<ModelConfig> sources = Files.exists(file, LinkOption.NOFOLLOW_LINKS)
				? List.of(ModelConfig.read(file), config) : List.of(config);
		return new GenerationConfig(ids(sources, "eos_token_id"), id(sources, "bos_token_id"),
				id(sources, "pad_token_id"));
	}

	private static @Nullable Integer id(List<ModelConfig> sources, String key) {
		return ids(sources, key).stream().findFirst().orElse(null);
	}

	private static List<Integer> ids(List<ModelConfig> sources, String key) {
		return sources.stream()
			.map((source) -> source.intOrInts(key).stream().filter((id) -> id >= 0).distinct().toList())
			.filter((ids) -> !ids.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

}
