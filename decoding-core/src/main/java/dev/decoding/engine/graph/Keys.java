package dev.decoding.engine.graph;

/**
 * What a family calls its dimensions in the configuration.
 *
 * @param layers the number of layers
 * @param hidden the width of a hidden state
 * @param heads the number of heads
 * @param intermediate the width of feed-forward networks
 * @param context the longest sequence
 */
record Keys(String layers, String hidden, String heads, String intermediate, String context) {

	/** What most families call them. */
	static final Keys USUAL = new Keys("num_hidden_layers", "hidden_size", "num_attention_heads", "intermediate_size",
			"max_position_embeddings");

}
