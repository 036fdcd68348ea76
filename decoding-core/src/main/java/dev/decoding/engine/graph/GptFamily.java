package dev.decoding.engine.graph;

import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.DecoderBuilder.Rows;
import dev.decoding.engine.graph.Recipe.Part;
import dev.decoding.engine.graph.Recipe.Use;

/**
 * GPT-2 and the families that came of it: layer norms with biases, and feed-forward
 * networks without a gate.
 */
final class GptFamily {

	private GptFamily() {
	}

	static DecoderSpec gpt2(ModelConfig config) {
		if (config.booleanOr("scale_attn_by_inverse_layer_idx", false)) {
			throw Architectures.unsupported(config, "'scale_attn_by_inverse_layer_idx'");
		}
		DecoderBuilder builder = new DecoderBuilder(config, "n_layer", "n_embd", "n_head", "n_positions")
			.act(config.stringOr("activation_function", "gelu_new"))
			.layerNorm(config.doubleOr("layer_norm_epsilon", 1e-5))
			.noRope()
			.layerPrefix("transformer.h.")
			.embedding("transformer.wte.weight")
			.layerNorms("attention_norm", "ln_1")
			.layerNorms("mlp_norm", "ln_2")
			.norm("norm", "transformer.ln_f")
			.plainMlp("mlp.c_fc", "mlp.c_proj", true);
		if (!config.booleanOr("scale_attn_weights", true)) {
			builder.constant("scale", 1.);
		}
		return joinedAttention(builder, "attn.c_attn", "attn.c_proj", true)
			.weight(Recipe.of("positions", Use.PLAIN,
					Part.of("transformer.wpe.weight", config.intOr("n_positions", 1024), builder.hidden)))
			.change(Recipe::asTransposed, "qkv", "out", "up", "down")
			.head(true)
			.build();
	}

	static DecoderSpec gptNeox(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", true);
		DecoderBuilder builder = new DecoderBuilder(config).act(config.stringOr("hidden_act", "gelu"))
			.layerNorm(config.doubleOr("layer_norm_eps", 1e-5))
			.rope()
			.constant("parallel", config.booleanOr("use_parallel_residual", true))
			.layerPrefix("gpt_neox.layers.")
			.embedding("gpt_neox.embed_in.weight")
			.layerNorms("attention_norm", "input_layernorm")
			.layerNorms("mlp_norm", "post_attention_layernorm")
			.norm("norm", "gpt_neox.final_layer_norm")
			.plainMlp("mlp.dense_h_to_4h", "mlp.dense_4h_to_h", true);
		int[] rows = builder.ungroup();
		return joinedAttention(builder, "attention.query_key_value", "attention.dense", bias)
			.change((recipe) -> recipe.withRows(rows), "qkv")
			.head("embed_out", config.booleanOr("tie_word_embeddings", false), false)
			.build();
	}

	static DecoderSpec phi(ModelConfig config) {
		if (config.booleanOr("qk_layernorm", false)) {
			throw Architectures.unsupported(config, "'qk_layernorm'");
		}
		return new DecoderBuilder(config).act(config.stringOr("hidden_act", "gelu_new"))
			.layerNorm(config.doubleOr("layer_norm_eps", 1e-5))
			.rope()
			.constant("parallel", true)
			.layerNorms("attention_norm", "input_layernorm")
			.norm("norm", "model.final_layernorm")
			.attention(true, true, "self_attn.dense")
			.plainMlp("mlp.fc1", "mlp.fc2", true)
			.head("lm_head", config.booleanOr("tie_word_embeddings", false), true)
			.build();
	}

	/**
	 * Queries, keys and values in one matrix of the checkpoint.
	 */
	private static DecoderBuilder joinedAttention(DecoderBuilder builder, String qkv, String out, boolean bias) {
		int width = builder.heads * builder.headDim;
		return builder
			.layerLinear("qkv", bias, builder.hidden, new Rows(qkv, width + 2 * builder.keyHeads * builder.headDim))
			.layerLinear("out", bias, width, new Rows(out, builder.hidden));
	}

}
