package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;

/**
 * Weights of a checkpoint: the tensors of {@code model.safetensors}, or of the shards
 * that {@code model.safetensors.index.json} names. Opening reads and checks the headers
 * only. Pickled weights ({@code pytorch_model.bin}) are never read: unpickling runs code.
 */
public final class Weights implements AutoCloseable {

	static final String SINGLE_FILE = "model.safetensors";

	static final String INDEX_FILE = "model.safetensors.index.json";

	private final Path directory;

	private final List<SafetensorsFile> files;

	private final Map<String, StoredTensor> tensors;

	private Weights(Path directory, List<SafetensorsFile> files, Map<String, StoredTensor> tensors) {
		this.directory = directory;
		this.files = List.copyOf(files);
		this.tensors = Collections.unmodifiableMap(tensors);
	}

	/**
	 * Open the weights of a checkpoint.
	 * @param directory the directory of the checkpoint
	 * @return the weights
	 * @throws InvalidCheckpointException if there are none, or a file is wrong
	 */
	public static Weights open(Path directory) {
		List<SafetensorsFile> files = new ArrayList<>();
		Map<String, StoredTensor> tensors = new LinkedHashMap<>();
		try {
			if (Files.exists(directory.resolve(SINGLE_FILE), LinkOption.NOFOLLOW_LINKS)) {
				SafetensorsFile file = SafetensorsFile.open(directory.resolve(SINGLE_FILE));
				files.add(file);
				file.entries().forEach((name, entry) -> tensors.put(name, new StoredTensor(file, entry)));
			}
			else if (Files.exists(directory.resolve(INDEX_FILE))) {
				openShards(directory.resolve(INDEX_FILE), files, tensors);
			}
			else {
				throw noWeights(directory);
			}
			return new Weights(directory, files, tensors);
		}
		catch (RuntimeException ex) {
			files.forEach(SafetensorsFile::close);
			throw ex;
		}
	}

	private static void openShards(Path index, List<SafetensorsFile> files, Map<String, StoredTensor> tensors) {
		Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
		ShardIndex.read(index).forEach((name, fileName) -> {
			SafetensorsFile shard = shards.get(fileName);
			if (shard == null) {
				Path path = index.resolveSibling(fileName);
				if (!Files.exists(path)) {
					throw new InvalidCheckpointException("'" + index + "': expected tensor '" + name + "' in '" + path
							+ "', found no such file; get it from where the checkpoint came from");
				}
				shard = SafetensorsFile.open(path);
				shards.put(fileName, shard);
				files.add(shard);
			}
			TensorEntry entry = shard.entries().get(name);
			if (entry == null) {
				throw new InvalidCheckpointException("'" + index + "': expected tensor '" + name + "' in '"
						+ shard.path() + "', found no such tensor in it");
			}
			tensors.put(name, new StoredTensor(shard, entry));
		});
	}

	private static InvalidCheckpointException noWeights(Path directory) {
		List<String> others = otherWeights(directory);
		String expected = "'" + directory + "' has no weights: expected '" + SINGLE_FILE + "' or '" + INDEX_FILE
				+ "', ";
		if (others.isEmpty()) {
			return new InvalidCheckpointException(expected + "found neither");
		}
		return new InvalidCheckpointException(expected + "found " + others + ". Only safetensors are read. "
				+ "Convert once in Python: transformers.AutoModelForCausalLM.from_pretrained('" + directory
				+ "').save_pretrained('" + directory + "', safe_serialization=True)");
	}

	private static List<String> otherWeights(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.matches(".*\\.(safetensors|bin|pt|pth|gguf|h5|msgpack|onnx|ckpt)"))
				.sorted()
				.limit(5)
				.map((name) -> "'" + name + "'")
				.toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	/**
	 * Return the names of the tensors.
	 * @return the names
	 */
	public Set<String> names() {
		return this.tensors.keySet();
	}

	/**
	 * Find a tensor.
	 * @param name the name of the tensor
	 * @return the tensor, or nothing
	 */
	public Optional<StoredTensor> find(String name) {
		return Optional.ofNullable(this.tensors.get(name));
	}

	/**
	 * Return a tensor. Checkpoints that were saved without their head lack the first part
	 * of the names, such as {@code transformer}.
	 * @param name the name of the tensor
	 * @return the tensor
	 * @throws InvalidCheckpointException if there is no such tensor
	 */
	public StoredTensor get(String name) {
		StoredTensor tensor = lookUp(name);
		if (tensor == null) {
			throw missing(name, "");
		}
		return tensor;
	}

	private @Nullable StoredTensor lookUp(String name) {
		StoredTensor tensor = this.tensors.get(name);
		return (tensor != null) ? tensor : this.tensors.get(name.substring(name.indexOf('.') + 1));
	}

	/**
	 * Return a tensor of a shape.
	 * @param name the name of the tensor
	 * @param shape the shape it has to have
	 * @return the tensor
	 * @throws InvalidCheckpointException if there is no such tensor, or it has another
	 * shape
	 */
	public StoredTensor get(String name, long... shape) {
		StoredTensor tensor = lookUp(name);
		if (tensor == null) {
			throw missing(name, " of shape " + Arrays.toString(shape));
		}
		if (!Arrays.equals(tensor.shape(), shape)) {
			throw new InvalidCheckpointException("'" + tensor.file() + "': expected tensor '" + name
					+ "' to have shape " + Arrays.toString(shape) + ", found " + Arrays.toString(tensor.shape())
					+ "; check that 'config.json' belongs to these weights");
		}
		return tensor;
	}

	private InvalidCheckpointException missing(String name, String shape) {
		String place = (this.files.size() == 1) ? this.files.get(0).path().toString()
				: this.directory.resolve(INDEX_FILE).toString();
		return new InvalidCheckpointException("'" + place + "': expected tensor '" + name + "'" + shape
				+ ", found no tensor of this name among " + this.tensors.size());
	}

	/**
	 * Close the files. Buffers that are mapped already stay valid.
	 */
	@Override
	public void close() {
		this.files.forEach(SafetensorsFile::close);
	}

}
