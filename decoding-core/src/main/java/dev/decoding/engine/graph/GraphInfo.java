package dev.decoding.engine.graph;

/**
 * What is known of a loaded graph.
 *
 * @param architecture the family, as {@code model_type} has it
 * @param vocabularySize the number of logits
 * @param contextLength the longest sequence in tokens
 * @param hiddenSize the width of a hidden state
 * @param layers the number of layers
 * @param parameters the number of parameters
 * @param weightBytes the memory that the weights of the graph take, and what one step
 * reads
 * @param tiedEmbeddings whether the output matrix is the embedding table
 */
public record GraphInfo(String architecture, int vocabularySize, int contextLength, int hiddenSize, int layers,
		long parameters, long weightBytes, boolean tiedEmbeddings) {
}
