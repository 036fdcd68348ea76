package dev.decoding.engine.graph;

import dev.decoding.engine.checkpoint.ModelConfig;

/**
 * Google's gemma and its successors: embeddings scaled by the root of their width, norms
 * that multiply by one more than their weight, and from the second on norms behind
 * attention and feed-forward too, with a sliding window in some of the layers.
 */
final class GemmaFamily {

	private GemmaFamily() {
	}

	static DecoderSpec gemma(ModelConfig config) {
		return finish(LlamaFamily.preNorm(begin(config).rope()));
	}

	static DecoderSpec gemma2(ModelConfig config) {
		DecoderBuilder builder = fourNorms(begin(config).rope());
		builder.windows(2, 0, 0);
		return finish(builder);
	}

	static DecoderSpec gemma3(ModelConfig config) {
		DecoderBuilder builder = fourNorms(
				begin(config).rope(config.rope("full_attention"), config.rope("sliding_attention")));
		LlamaFamily.headNorms(builder);
		return finish(builder.windows(6, 1, 0));
	}

	/**
	 * Begin with what all have in common. Where the configuration of the first has the
	 * exact {@code gelu} as its {@code hidden_act}, that is a mistake of its time.
	 */
	private static DecoderBuilder begin(ModelConfig config) {
		if (config.booleanOr("use_bidirectional_attention", false)) {
			throw Architectures.unsupported(config, "'use_bidirectional_attention'");
		}
		DecoderBuilder builder = new DecoderBuilder(config).gemmaNorm().act("hidden_activation", "gelu_pytorch_tanh");
		return builder.constant("embedding_multiplier", Math.sqrt(builder.hidden));
	}

	private static DecoderBuilder fourNorms(DecoderBuilder builder) {
		ModelConfig config = builder.config();
		return builder.layerNorms("attention_norm", "input_layernorm")
			.layerNorms("attention_post_norm", "post_attention_layernorm")
			.layerNorms("mlp_norm", "pre_feedforward_layernorm")
			.layerNorms("mlp_post_norm", "post_feedforward_layernorm")
			.norm("norm", "model.norm")
			.constant("scale", 1 / Math.sqrt(config.doubleOr("query_pre_attn_scalar", 256)))
			.constant("softcap", config.doubleOr("attn_logit_softcapping", 0))
			.constant("logit_softcap", config.doubleOr("final_logit_softcapping", 0));
	}

	private static DecoderSpec finish(DecoderBuilder builder) {
		boolean bias = builder.config().booleanOr("attention_bias", false);
		return builder.attention(bias, bias, "self_attn.o_proj").gatedMlp(false).head(true).build();
	}

}
