package dev.decoding.engine.graph;

import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.DecoderBuilder.Rows;

/**
 * Families of the llama pattern: root mean square norms before attention and
 * feed-forward, rotary embeddings, a gate; and those that differ from it by little.
 */
final class LlamaFamily {

	private LlamaFamily() {
	}

	static DecoderSpec llama(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		return preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope())
			.attention(bias, bias, "self_attn.o_proj")
			.gatedMlp(config.booleanOr("mlp_bias", false))
			.head(false)
			.build();
	}

	static DecoderSpec qwen2(ModelConfig config) {
		DecoderBuilder builder = preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope());
		qwenWindow(builder);
		return builder.attention(true, false, "self_attn.o_proj").gatedMlp(false).head(false).build();
	}

	static DecoderSpec qwen3(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		DecoderBuilder builder = preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope());
		qwenWindow(builder);
		return headNorms(builder).attention(bias, bias, "self_attn.o_proj").gatedMlp(false).head(false).build();
	}

	static DecoderSpec mistral(ModelConfig config) {
		return preNorm(slidingWindow(new DecoderBuilder(config).act("hidden_act", "silu").rope()))
			.attention(false, false, "self_attn.o_proj")
			.gatedMlp(false)
			.head(false)
			.build();
	}

	static DecoderSpec granite(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		return preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope())
			.constant("scale", config.requiredDouble("attention_multiplier"))
			.constant("embedding_multiplier", config.requiredDouble("embedding_multiplier"))
			.constant("residual_multiplier", config.requiredDouble("residual_multiplier"))
			.constant("logit_multiplier", 1 / config.requiredDouble("logits_scaling"))
			.attention(bias, bias, "self_attn.o_proj")
			.gatedMlp(config.booleanOr("mlp_bias", false))
			.head(true)
			.build();
	}

	static DecoderSpec smollm3(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		DecoderBuilder builder = preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope());
		int interval = config.intOr("no_rope_layer_interval", 4);
		for (int i = 0; i < builder.layers; i++) {
			boolean rope = config.has("no_rope_layers") ? config.ints("no_rope_layers").get(i) != 0
					: (i + 1) % interval != 0;
			builder.layerRope(i, rope ? 0 : -1);
		}
		qwenWindow(builder);
		return builder.attention(bias, bias, "self_attn.o_proj")
			.gatedMlp(config.booleanOr("mlp_bias", false))
			.head(true)
			.build();
	}

	static DecoderSpec olmo2(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		DecoderBuilder builder = new DecoderBuilder(config).act("hidden_act", "silu").rope();
		return postNorm(wholeNorms(builder)).attention(bias, bias, "self_attn.o_proj")
			.gatedMlp(false)
			.head(false)
			.build();
	}

	static DecoderSpec phi3(ModelConfig config) {
		DecoderBuilder builder = preNorm(slidingWindow(new DecoderBuilder(config).act("hidden_act", "silu").rope()));
		return builder
			.layerLinear("qkv", false, builder.hidden,
					new Rows("self_attn.qkv_proj", (builder.heads + 2 * builder.keyHeads) * builder.headDim))
			.layerLinear("out", false, builder.heads * builder.headDim, new Rows("self_attn.o_proj", builder.hidden))
			.joinedMlp("mlp.gate_up_proj")
			.head(false)
			.build();
	}

	static DecoderSpec stablelm(ModelConfig config) {
		if (config.booleanOr("qk_layernorm", false)) {
			throw Architectures.unsupported(config, "'qk_layernorm'");
		}
		boolean parallel = config.booleanOr("use_parallel_residual", false);
		DecoderBuilder builder = new DecoderBuilder(config).act("hidden_act", "silu")
			.layerNorm(config.doubleOr("layer_norm_eps", 1e-5))
			.partialRope(0.25)
			.constant("parallel", parallel)
			.layerNorms("attention_norm", "input_layernorm")
			.norm("norm", "model.norm");
		if (!parallel) {
			builder.layerNorms("mlp_norm", "post_attention_layernorm");
		}
		return builder.attention(config.booleanOr("use_qkv_bias", false), false, "self_attn.o_proj")
			.gatedMlp(false)
			.head(false)
			.build();
	}

	static DecoderSpec starcoder2(ModelConfig config) {
		boolean bias = config.booleanOr("use_bias", true);
		return preNorm(slidingWindow(new DecoderBuilder(config).act("hidden_act", "gelu_pytorch_tanh")
			.layerNorm(config.doubleOr("norm_epsilon", 1e-5))
			.rope())).attention(bias, bias, "self_attn.o_proj")
			.plainMlp("mlp.c_fc", "mlp.c_proj", bias)
			.head(true)
			.build();
	}

	static DecoderSpec ernie(ModelConfig config) {
		boolean bias = config.booleanOr("use_bias", false);
		return preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope())
			.attention(bias, bias, "self_attn.o_proj")
			.gatedMlp(bias)
			.rotateNeighbours()
			.head(true)
			.build();
	}

	static DecoderSpec glm4(ModelConfig config) {
		DecoderBuilder builder = new DecoderBuilder(config).act("hidden_act", "silu")
			.partialRope(0.5)
			.layerNorms("attention_norm", "input_layernorm")
			.layerNorms("attention_post_norm", "post_self_attn_layernorm")
			.layerNorms("mlp_norm", "post_attention_layernorm")
			.layerNorms("mlp_post_norm", "post_mlp_layernorm")
			.norm("norm", "model.norm")
			.attention(config.booleanOr("attention_bias", true), false, "self_attn.o_proj");
		return builder.joinedMlp("mlp.gate_up_proj").rotateNeighbours().head(false).build();
	}

	static DecoderSpec olmo3(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		DecoderBuilder builder = new DecoderBuilder(config).act("hidden_act", "silu")
			.rope(config.rope("full_attention"), config.rope("sliding_attention"))
			.windows(4, 1, 0);
		return postNorm(wholeNorms(builder)).attention(bias, bias, "self_attn.o_proj")
			.gatedMlp(false)
			.head(false)
			.build();
	}

	/**
	 * Layers that attend to everything have no rotary embeddings, unless all do.
	 */
	static DecoderSpec exaone4(ModelConfig config) {
		DecoderBuilder builder = new DecoderBuilder(config).act("hidden_act", "silu").rope();
		if (config.has("sliding_window")) {
			builder.windows(4, 0, -1);
		}
		return headNorms(postNorm(builder)).attention(false, false, "self_attn.o_proj")
			.gatedMlp(false)
			.head(false)
			.build();
	}

	static DecoderSpec cohere(ModelConfig config) {
		if (config.booleanOr("use_qk_norm", false)) {
			throw Architectures.unsupported(config, "'use_qk_norm'");
		}
		return cohere(new DecoderBuilder(config).rope());
	}

	static DecoderSpec cohere2(ModelConfig config) {
		return cohere(new DecoderBuilder(config).rope().windows(4, 0, -1));
	}

	private static DecoderSpec cohere(DecoderBuilder builder) {
		ModelConfig config = builder.config();
		boolean bias = config.booleanOr("attention_bias", false);
		return builder.act("hidden_act", "silu")
			.layerNormWithoutBias(config.doubleOr("layer_norm_eps", 1e-5))
			.constant("parallel", true)
			.constant("logit_multiplier", config.doubleOr("logit_scale", 0.0625))
			.layerNorms("attention_norm", "input_layernorm")
			.norm("norm", "model.norm")
			.attention(bias, bias, "self_attn.o_proj")
			.gatedMlp(false)
			.rotateNeighbours()
			.head(true)
			.build();
	}

	/**
	 * Norms behind attention and feed-forward, and at the end.
	 */
	private static DecoderBuilder postNorm(DecoderBuilder builder) {
		return builder.layerNorms("attention_post_norm", "post_attention_layernorm")
			.layerNorms("mlp_post_norm", "post_feedforward_layernorm")
			.norm("norm", "model.norm");
	}

	/**
	 * Norms before attention and feed-forward, and at the end.
	 */
	static DecoderBuilder preNorm(DecoderBuilder builder) {
		return builder.layerNorms("attention_norm", "input_layernorm")
			.layerNorms("mlp_norm", "post_attention_layernorm")
			.norm("norm", "model.norm");
	}

	/**
	 * Norms of each head's queries and keys.
	 */
	static DecoderBuilder headNorms(DecoderBuilder builder) {
		return builder.constant("norm_qk", true)
			.layerNorms("q_norm", "self_attn.q_norm", builder.headDim)
			.layerNorms("k_norm", "self_attn.k_norm", builder.headDim);
	}

	/**
	 * Norms of all queries and of all keys of a token.
	 */
	static DecoderBuilder wholeNorms(DecoderBuilder builder) {
		return builder.constant("norm_whole_qk", true)
			.layerNorms("q_norm", "self_attn.q_norm", builder.heads * builder.headDim)
			.layerNorms("k_norm", "self_attn.k_norm", builder.keyHeads * builder.headDim);
	}

	static DecoderBuilder slidingWindow(DecoderBuilder builder) {
		int window = builder.config().intOr("sliding_window", 0);
		return (window > 0) ? builder.windowEverywhere(window) : builder;
	}

	/**
	 * The sliding window of the layers above {@code max_window_layers}, where it is in
	 * use.
	 */
	static void qwenWindow(DecoderBuilder builder) {
		ModelConfig config = builder.config();
		int window = config.intOr("sliding_window", 0);
		if (!config.booleanOr("use_sliding_window", false) || window == 0) {
			return;
		}
		boolean[] sliding = builder.slidingLayers(0);
		for (int i = 0; i < builder.layers; i++) {
			if (config.has("layer_types") ? sliding[i] : i >= config.intOr("max_window_layers", 28)) {
				builder.window(i, window);
			}
		}
	}

}
