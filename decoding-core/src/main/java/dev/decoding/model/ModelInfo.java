package dev.decoding.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a model.
 *
 * @param name a short name, fit for a metric's tag
 * @param architecture the architecture's name, as {@code model_type} has it
 * @param vocabularySize the number of logits
 * @param contextLength the longest sequence, in tokens
 * @param hiddenSize the width of a hidden state
 * @param layers the number of layers
 * @param endOfTextTokens the tokens that end a text
 * @param beginOfTextToken the token that begins a text, if the model has one
 * @param padToken the padding token, if the model has one
 * @param device where the model runs, such as {@code cpu} or {@code gpu:0}
 * @param dtype the data type of the weights in use, such as {@code bfloat16}
 * @param parameters the number of parameters
 * @param weightBytes the memory that the weights take, in bytes
 * @param chatFormat what the checkpoint says of the text the model takes for a
 * conversation
 * @param tiedEmbeddings whether the output matrix is the embedding table
 */
public record ModelInfo(String name, String architecture, int vocabularySize, int contextLength, int hiddenSize,
		int layers, List<Integer> endOfTextTokens, @Nullable Integer beginOfTextToken, @Nullable Integer padToken,
		String device, String dtype, long parameters, long weightBytes, ChatFormat chatFormat, boolean tiedEmbeddings) {

	public ModelInfo {
		endOfTextTokens = List.copyOf(endOfTextTokens);
	}

	/**
	 * Describe a model whose output matrix is its own.
	 * @param name a short name
	 * @param architecture the architecture's name
	 * @param vocabularySize the number of logits
	 * @param contextLength the longest sequence, in tokens
	 * @param hiddenSize the width of a hidden state
	 * @param layers the number of layers
	 * @param endOfTextTokens the tokens that end a text
	 * @param beginOfTextToken the token that begins a text
	 * @param padToken the padding token
	 * @param device where the model runs
	 * @param dtype the data type of the weights in use
	 * @param parameters the number of parameters
	 * @param weightBytes the memory that the weights take, in bytes
	 * @param chatTemplate the Jinja template that turns messages into text; {@code null}
	 * for none
	 */
	public ModelInfo(String name, String architecture, int vocabularySize, int contextLength, int hiddenSize,
			int layers, List<Integer> endOfTextTokens, @Nullable Integer beginOfTextToken, @Nullable Integer padToken,
			String device, String dtype, long parameters, long weightBytes, @Nullable String chatTemplate) {
		this(name, architecture, vocabularySize, contextLength, hiddenSize, layers, endOfTextTokens, beginOfTextToken,
				padToken, device, dtype, parameters, weightBytes, ChatFormat.of(chatTemplate), false);
	}

}
