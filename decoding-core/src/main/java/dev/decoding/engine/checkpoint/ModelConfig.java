package dev.decoding.engine.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings of a model: {@code config.json}, or an object in it. A key that is
 * {@code null} counts as absent, as it does in Python. Every accessor refuses a value of
 * another type with an {@link InvalidCheckpointException} that names file, key, what was
 * expected and what was found.
 */
public final class ModelConfig {

	/** Name of the file in a checkpoint. */
	public static final String FILE_NAME = "config.json";

	private static final List<String> INHERITED = List.of("architectures", "dtype", "torch_dtype",
			"tie_word_embeddings", "quantization_config", "bos_token_id", "eos_token_id", "pad_token_id");

	private final Path file;

	private final String prefix;

	private final ObjectNode node;

	ModelConfig(Path file, String prefix, ObjectNode node) {
		this.file = file;
		this.prefix = prefix;
		this.node = node;
	}

	/**
	 * Read the settings of a checkpoint.
	 * @param location the directory of the checkpoint, or the file itself
	 * @return the settings
	 */
	public static ModelConfig read(Path location) {
		Path file = Files.isDirectory(location) ? location.resolve(FILE_NAME) : location;
		if (!Files.isRegularFile(file)) {
			throw new InvalidCheckpointException("'" + file + "': expected the configuration of the model, found "
					+ (Files.exists(file) ? "no file of this name" : "nothing"));
		}
		return new ModelConfig(file, "", JsonFile.readObject(file));
	}

	/**
	 * Return the file the settings are from.
	 * @return the file
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * Return the type of the model, such as {@code llama}.
	 * @return the {@code model_type}
	 */
	public String modelType() {
		return requiredString("model_type");
	}

	/**
	 * Return the data type that the weights were saved in, in either name of the key.
	 * @return the type by PyTorch's name, such as {@code bfloat16}
	 */
	public Optional<String> dtype() {
		return findString("dtype").or(() -> findString("torch_dtype"))
			.map((name) -> name.startsWith("torch.") ? name.substring("torch.".length()) : name);
	}

	/**
	 * Return the settings of the language model. A multi-modal checkpoint has them under
	 * {@code text_config}, and leaves some of them to the whole.
	 * @return the settings under {@code text_config}, or these if there are none
	 */
	public ModelConfig text() {
		if (!(value("text_config") instanceof ObjectNode text)) {
			return this;
		}
		ObjectNode merged = text.deepCopy();
		for (String key : INHERITED) {
			JsonNode inherited = value(key);
			if (inherited != null && !merged.hasNonNull(key)) {
				merged.set(key, inherited);
			}
		}
		return new ModelConfig(this.file, path("text_config") + ".", merged);
	}

	/**
	 * Return the settings of rotary position embeddings, in the form of transformers 5:
	 * {@code rope_theta}, {@code rope_type}, {@code partial_rotary_factor} and what the
	 * type needs, in one object.
	 * @return the settings
	 */
	public ModelConfig rope() {
		return RopeSettings.of(this, null);
	}

	/**
	 * Return the settings of rotary position embeddings of a kind of layer.
	 * @param layerType {@code full_attention} or {@code sliding_attention}
	 * @return the settings
	 * @see #rope()
	 */
	public ModelConfig rope(String layerType) {
		return RopeSettings.of(this, layerType);
	}

	/**
	 * Whether there is a value.
	 * @param key the key
	 * @return whether it is there and not {@code null}
	 */
	public boolean has(String key) {
		return value(key) != null;
	}

	public int requiredInt(String key) {
		return required(key, "a whole number", ModelConfig::toInt);
	}

	public int intOr(String key, int other) {
		Integer value = find(key, "a whole number", ModelConfig::toInt);
		return (value != null) ? value : other;
	}

	public double requiredDouble(String key) {
		return required(key, "a number", ModelConfig::toDouble);
	}

	public double doubleOr(String key, double other) {
		Double value = find(key, "a number", ModelConfig::toDouble);
		return (value != null) ? value : other;
	}

	public String requiredString(String key) {
		return required(key, "a string", ModelConfig::toText);
	}

	public String stringOr(String key, String other) {
		return findString(key).orElse(other);
	}

	public Optional<String> findString(String key) {
		String value = find(key, "a string", ModelConfig::toText);
		return Optional.ofNullable(value);
	}

	public boolean requiredBoolean(String key) {
		return required(key, "true or false", ModelConfig::toBoolean);
	}

	public boolean booleanOr(String key, boolean other) {
		Boolean value = find(key, "true or false", ModelConfig::toBoolean);
		return (value != null) ? value : other;
	}

	/**
	 * Return a list of strings.
	 * @param key the key
	 * @return the list, empty if there is none
	 */
	public List<String> strings(String key) {
		return list(key, "an array of strings", ModelConfig::toText);
	}

	/**
	 * Return a list of whole numbers.
	 * @param key the key
	 * @return the list, empty if there is none
	 */
	public List<Integer> ints(String key) {
		return list(key, "an array of whole numbers", ModelConfig::toInt);
	}

	/**
	 * Return a list of numbers.
	 * @param key the key
	 * @return the list, empty if there is none
	 */
	public List<Double> doubles(String key) {
		return list(key, "an array of numbers", ModelConfig::toDouble);
	}

	/**
	 * Return whole numbers that are written as one number or as a list of them.
	 * @param key the key
	 * @return the numbers, empty if there are none
	 */
	public List<Integer> intOrInts(String key) {
		JsonNode value = value(key);
		return (value == null || value.isArray()) ? ints(key) : List.of(requiredInt(key));
	}

	/**
	 * Return an object.
	 * @param key the key
	 * @return the object, or nothing
	 */
	public Optional<ModelConfig> object(String key) {
		ObjectNode value = find(key, "an object", (node) -> (node instanceof ObjectNode object) ? object : null);
		return Optional.ofNullable(value).map((object) -> new ModelConfig(this.file, path(key) + ".", object));
	}

	@Nullable JsonNode value(String key) {
		JsonNode value = this.node.path(key);
		return (value.isMissingNode() || value.isNull()) ? null : value;
	}

	ObjectNode copy() {
		return this.node.deepCopy();
	}

	String prefix() {
		return this.prefix;
	}

	private String path(String key) {
		return this.prefix + key;
	}

	private <T> T required(String key, String expected, Function<JsonNode, @Nullable T> conversion) {
		T value = find(key, expected, conversion);
		if (value == null) {
			throw invalid(key, expected, "nothing");
		}
		return value;
	}

	private <T> @Nullable T find(String key, String expected, Function<JsonNode, @Nullable T> conversion) {
		JsonNode value = value(key);
		if (value == null) {
			return null;
		}
		T converted = conversion.apply(value);
		if (converted == null) {
			throw invalid(key, expected, JsonFile.describe(value));
		}
		return converted;
	}

	private <T> List<T> list(String key, String expected, Function<JsonNode, @Nullable T> conversion) {
		JsonNode value = value(key);
		if (value == null) {
			return List.of();
		}
		if (!value.isArray()) {
			throw invalid(key, expected, JsonFile.describe(value));
		}
		return IntStream.range(0, value.size()).mapToObj((i) -> {
			T converted = conversion.apply(value.get(i));
			if (converted == null) {
				throw invalid(key, expected, JsonFile.describe(value.get(i)) + " at index " + i);
			}
			return converted;
		}).toList();
	}

	private InvalidCheckpointException invalid(String key, String expected, String found) {
		return new InvalidCheckpointException(
				"'" + this.file + "': expected '" + path(key) + "' to be " + expected + ", found " + found);
	}

	private static @Nullable Integer toInt(JsonNode node) {
		if (!node.isNumber()) {
			return null;
		}
		double value = node.doubleValue();
		return (value == (int) value) ? (int) value : null;
	}

	private static @Nullable Double toDouble(JsonNode node) {
		return node.isNumber() ? node.doubleValue() : null;
	}

	private static @Nullable String toText(JsonNode node) {
		return node.isString() ? node.stringValue() : null;
	}

	private static @Nullable Boolean toBoolean(JsonNode node) {
		return node.isBoolean() ? node.booleanValue() : null;
	}

	@Override
	public String toString() {
		return "'" + this.file + "'" + (this.prefix.isEmpty() ? "" : " '" + this.prefix + "'");
	}

}
