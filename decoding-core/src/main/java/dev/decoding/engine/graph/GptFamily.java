package dev.decoding.engine.graph;

import java.util.stream.IntStream;

import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.DecoderBuilder.Rows;
import dev.decoding.engine.graph.Recipe.Part;
import dev.decoding.engine.graph.Recipe.Use;

/**
 * GPT-2 and the families that came of it: layer norms with biases, and feed-forward
 * networks without a gate.
 */
final class GptFamily {

	private static final Keys GPT2 = new Keys("n_layer", "n_embd", "n_head", "n_inner", "n_positions");

	private static final Keys FALCON = new Keys("num_hidden_layers", "hidden_size", "num_attention_heads",
			"ffn_hidden_size", "max_position_embeddings");

	private static final Keys OPT = new Keys("num_hidden_layers", "hidden_size", "num_attention_heads", "ffn_dim",
			"max_position_embeddings");

	/** OPT's table of positions begins with two rows that are not used. */
	private static final int OPT_OFFSET = 2;

	private GptFamily() {
	}

	static DecoderSpec gpt2(ModelConfig config) {
		if (config.booleanOr("scale_attn_by_inverse_layer_idx", false)) {
			throw Architectures.unsupported(config, "'scale_attn_by_inverse_layer_idx'");
		}
		DecoderBuilder builder = new DecoderBuilder(config, config.requiredInt("n_head"), GPT2)
			.act("activation_function", "gelu_new")
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
		DecoderBuilder builder = new DecoderBuilder(config).act("hidden_act", "gelu")
			.layerNorm(config.doubleOr("layer_norm_eps", 1e-5))
			.partialRope(0.25)
			.constant("parallel", config.booleanOr("use_parallel_residual", true))
			.layerPrefix("gpt_neox.layers.")
			.embedding("gpt_neox.embed_in.weight")
			.layerNorms("attention_norm", "input_layernorm")
			.layerNorms("mlp_norm", "post_attention_layernorm")
			.norm("norm", "gpt_neox.final_layer_norm")
			.plainMlp("mlp.dense_h_to_4h", "mlp.dense_4h_to_h", true);
		return joinedAttention(builder, "attention.query_key_value", "attention.dense", bias).ungroup()
			.head("embed_out", config.booleanOr("tie_word_embeddings", false), false)
			.build();
	}

	static DecoderSpec phi(ModelConfig config) {
		if (config.booleanOr("qk_layernorm", false)) {
			throw Architectures.unsupported(config, "'qk_layernorm'");
		}
		return new DecoderBuilder(config).act("hidden_act", "gelu_new")
			.layerNorm(config.doubleOr("layer_norm_eps", 1e-5))
			.partialRope(0.5)
			.constant("parallel", true)
			.layerNorms("attention_norm", "input_layernorm")
			.norm("norm", "model.final_layernorm")
			.attention(true, true, "self_attn.dense")
			.plainMlp("mlp.fc1", "mlp.fc2", true)
			.head("lm_head", config.booleanOr("tie_word_embeddings", false), true)
			.build();
	}

	static DecoderSpec gptj(ModelConfig config) {
		DecoderBuilder builder = new DecoderBuilder(config, config.requiredInt("n_head"), GPT2)
			.act("activation_function", "gelu_new")
			.layerNorm(config.doubleOr("layer_norm_epsilon", 1e-5))
			.rope(config.requiredInt("rotary_dim"), 10000)
			.constant("parallel", true)
			.layerPrefix("transformer.h.")
			.embedding("transformer.wte.weight")
			.layerNorms("attention_norm", "ln_1")
			.norm("norm", "transformer.ln_f")
			.plainMlp("mlp.fc_in", "mlp.fc_out", true);
		int width = builder.heads * builder.headDim;
		return builder
			.layerLinear("qkv", false, builder.hidden, new Rows("attn.q_proj", width), new Rows("attn.k_proj", width),
					new Rows("attn.v_proj", width))
			.layerLinear("out", false, width, new Rows("attn.out_proj", builder.hidden))
			.rotateNeighbours()
			.head("lm_head", config.booleanOr("tie_word_embeddings", false), true)
			.build();
	}

	/**
	 * The first checkpoints have other names for hidden size and heads.
	 */
	static DecoderSpec bloom(ModelConfig config) {
		if (config.booleanOr("apply_residual_connection_post_layernorm", false)) {
			throw Architectures.unsupported(config, "'apply_residual_connection_post_layernorm'");
		}
		Keys keys = new Keys("n_layer", config.has("n_embed") ? "n_embed" : "hidden_size",
				config.has("n_head") ? "n_head" : "num_attention_heads", "n_inner", "seq_length");
		DecoderBuilder builder = new DecoderBuilder(config, config.requiredInt(keys.heads()), keys)
			.constant("act", "gelu_tanh")
			.layerNorm(config.doubleOr("layer_norm_epsilon", 1e-5))
			.alibi()
			.layerPrefix("transformer.h.")
			.embedding("transformer.word_embeddings.weight")
			.norm("embed_norm", "transformer.word_embeddings_layernorm")
			.layerNorms("attention_norm", "input_layernorm")
			.layerNorms("mlp_norm", "post_attention_layernorm")
			.norm("norm", "transformer.ln_f")
			.plainMlp("mlp.dense_h_to_4h", "mlp.dense_4h_to_h", true);
		return joinedAttention(builder, "self_attention.query_key_value", "self_attention.dense", true).ungroup()
			.head(true)
			.build();
	}

	static DecoderSpec falcon(ModelConfig config) {
		boolean grouped = config.booleanOr("new_decoder_architecture", false);
		int heads = config.requiredInt("num_attention_heads");
		boolean multiQuery = !grouped && config.booleanOr("multi_query", true);
		if (config.booleanOr("alibi", false)) {
			throw Architectures.unsupported(config, "'alibi'");
		}
		if (!grouped && !config.booleanOr("parallel_attn", true)) {
			throw Architectures.unsupported(config, "'parallel_attn' false");
		}
		boolean bias = config.booleanOr("bias", false);
		DecoderBuilder builder = new DecoderBuilder(config, multiQuery ? 1 : config.intOr("num_kv_heads", heads),
				FALCON)
			.act("activation", "gelu")
			.layerNorm(config.doubleOr("layer_norm_epsilon", 1e-5))
			.rope()
			.constant("parallel", true)
			.layerPrefix("transformer.h.")
			.embedding("transformer.word_embeddings.weight")
			.norm("norm", "transformer.ln_f")
			.plainMlp("mlp.dense_h_to_4h", "mlp.dense_4h_to_h", bias);
		if (grouped && config.intOr("num_ln_in_parallel_attn", 2) == 2) {
			builder.layerNorms("attention_norm", "ln_attn").layerNorms("mlp_norm", "ln_mlp");
		}
		else {
			builder.layerNorms("attention_norm", "input_layernorm");
		}
		return joinedAttention(builder, "self_attention.query_key_value", "self_attention.dense", bias).ungroup()
			.head(true)
			.build();
	}

	static DecoderSpec opt(ModelConfig config) {
		if (!config.booleanOr("do_layer_norm_before", true)) {
			throw Architectures.unsupported(config, "'do_layer_norm_before' false");
		}
		if (config.booleanOr("_remove_final_layer_norm", false)) {
			throw Architectures.unsupported(config, "'_remove_final_layer_norm'");
		}
		int hidden = config.requiredInt("hidden_size");
		int projected = config.intOr("word_embed_proj_dim", hidden);
		if (projected != hidden) {
			throw Architectures.unsupported(config,
					"'word_embed_proj_dim' %d where 'hidden_size' is %d".formatted(projected, hidden));
		}
		boolean bias = config.booleanOr("enable_bias", true);
		DecoderBuilder builder = new DecoderBuilder(config, config.requiredInt("num_attention_heads"), OPT)
			.act("activation_function", "relu")
			.layerNorm(1e-5)
			.noRope()
			.layerPrefix("model.decoder.layers.")
			.embedding("model.decoder.embed_tokens.weight")
			.layerNorms("attention_norm", "self_attn_layer_norm")
			.layerNorms("mlp_norm", "final_layer_norm")
			.norm("norm", "model.decoder.final_layer_norm")
			.attention(bias, bias, "self_attn.out_proj")
			.plainMlp("fc1", "fc2", bias);
		int positions = config.requiredInt("max_position_embeddings");
		int[] rows = IntStream.range(OPT_OFFSET, positions + OPT_OFFSET).toArray();
		return builder
			.weight(Recipe
				.of("positions", Use.PLAIN,
						Part.of("model.decoder.embed_positions.weight", positions + OPT_OFFSET, builder.hidden))
				.withRows(rows))
			.head(true)
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
