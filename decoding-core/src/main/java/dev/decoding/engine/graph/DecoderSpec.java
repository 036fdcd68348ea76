package dev.decoding.engine.graph;

import java.util.List;
import java.util.Map;

/**
 * All that makes one checkpoint's decoder: constants and variants of the script, where
 * its weights come from, and its rotary embeddings.
 *
 * @param architecture the family, as {@code model_type} has it
 * @param constants the constants of the script, by name
 * @param variants the resources that complete the script
 * @param hiddenSize the width of a hidden state
 * @param keyShape the shape of one token's keys in one layer, {@code [heads, width]}
 * @param vocabulary the number of logits
 * @param contextLength the longest sequence in tokens
 * @param embedding the tensor of the embedding table, {@code [rows, hidden]}
 * @param model the weights that are not of a layer
 * @param layers the weights of each layer
 * @param ropes the kinds of rotary embeddings
 * @param layerRopes for each layer its kind of rotary embeddings, or -1 for none
 * @param layerWindows for each layer its sliding window in tokens, or 0 for none
 */
record DecoderSpec(String architecture, Map<String, Object> constants, List<String> variants, int hiddenSize,
		long[] keyShape, int vocabulary, int contextLength, Recipe.Part embedding, List<Recipe> model,
		List<List<Recipe>> layers, List<Rope> ropes, long[] layerRopes, long[] layerWindows) {
}
