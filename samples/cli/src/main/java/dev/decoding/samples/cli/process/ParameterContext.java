package dev.decoding.samples.cli.process;

import java.util.List;

import dev.decoding.logits.llamacpp.RandomNumbers;
import dev.decoding.logits.settings.RequestContext;
import dev.decoding.logits.settings.SettingType;
import dev.decoding.model.Tokenizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of a request, as parameters of its processors.
 */
class ParameterContext implements RequestContext {

	static final List<String> NAMES = List.of("eos_token_id", "max_length", "min_tokens_to_keep", "filter_value",
			"prompt_length_to_skip", "encoder_input_ids", "seed");

	private final int vocabularySize;

	private List<Integer> endOfTextTokens = List.of();

	private int maxLength = Integer.MAX_VALUE;

	private int minTokensToKeep = 1;

	private float filterValue = Float.NEGATIVE_INFINITY;

	private @Nullable Integer promptLength;

	private @Nullable List<Integer> encoderTokens;

	private RandomNumbers randomNumbers = RandomNumbers.OF_REQUEST;

	ParameterContext(int vocabularySize) {
		this.vocabularySize = vocabularySize;
	}

	/**
	 * Read a parameter.
	 * @param name its name
	 * @param node its value
	 * @return whether there is a parameter of that name
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	boolean read(String name, JsonNode node) {
		Object value = node.isNull() ? null : JsonMapper.shared().convertValue(node, Object.class);
		switch (name) {
			case "eos_token_id", "stop_token_ids", "all_stop_token_ids" ->
				this.endOfTextTokens = (value != null) ? SettingType.TOKENS.read(value) : List.of();
			case "max_length" -> this.maxLength = integer(name, node);
			case "min_tokens_to_keep" -> this.minTokensToKeep = integer(name, node);
			case "min_keep" -> this.minTokensToKeep = Math.max(1, integer(name, node));
			case "filter_value" -> this.filterValue = (float) (double) SettingType.NUMBER.read(String.valueOf(value));
			case "prompt_length_to_skip", "begin_index", "input_ids_seq_length" ->
				this.promptLength = integer(name, node);
			case "encoder_input_ids" -> this.encoderTokens = encoderTokens(node);
			case "seed" -> this.randomNumbers = RandomNumbers.ofSeed((int) node.asLong());
			case "vocab_size", "n_vocab" -> checkVocabulary(name, node);
			case "device" -> {
				return true;
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private static int integer(String name, JsonNode node) {
		if (!node.isInt()) {
			throw new IllegalArgumentException("'%s' is %s but must be an integer".formatted(name, node));
		}
		return node.intValue();
	}

	/**
	 * The reference has one list a row, of which there is one here.
	 */
	private static List<Integer> encoderTokens(JsonNode node) {
		JsonNode row = (node.size() == 1 && node.get(0).isArray()) ? node.get(0) : node;
		return SettingType.TOKENS.read(JsonMapper.shared().convertValue(row, Object.class));
	}

	private void checkVocabulary(String name, JsonNode node) {
		if (integer(name, node) != this.vocabularySize) {
			throw new IllegalArgumentException(
					"'%s' is %s but there are %d scores".formatted(name, node, this.vocabularySize));
		}
	}

	float filterValue() {
		return this.filterValue;
	}

	@Override
	public Tokenizer tokenizer() {
		throw new IllegalArgumentException("There is no tokenizer without a model; give token ids instead of texts.");
	}

	@Override
	public List<Integer> endOfTextTokens() {
		return this.endOfTextTokens;
	}

	@Override
	public int maxLength() {
		return this.maxLength;
	}

	@Override
	public int minTokensToKeep() {
		return this.minTokensToKeep;
	}

	@Override
	public @Nullable Integer promptLength() {
		return this.promptLength;
	}

	@Override
	public @Nullable List<Integer> encoderTokens() {
		return this.encoderTokens;
	}

	@Override
	public RandomNumbers randomNumbers() {
		return this.randomNumbers;
	}

}
