package dev.decoding.engine.graph;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.DecoderBuilder.Rows;
import dev.decoding.engine.graph.Recipe.Part;
import dev.decoding.engine.graph.Recipe.Use;

/**
 * Families of the llama pattern whose feed-forward networks are mixtures of experts: a
 * router sends each token to the few that suit it best.
 */
final class MixtureFamily {

	private MixtureFamily() {
	}

	static DecoderSpec mixtral(ModelConfig config) {
		DecoderBuilder builder = LlamaFamily.preNorm(LlamaFamily
			.slidingWindow(new DecoderBuilder(config).act(config.stringOr("hidden_act", "silu")).rope()));
		builder.attention(false, false, "self_attn.o_proj").constant("normalise_experts", true);
		return experts(builder, new Names("block_sparse_moe", "w1", "w3", "w2"), builder.intermediate, (layer) -> true)
			.head(false)
			.build();
	}

	static DecoderSpec qwen2(ModelConfig config) {
		DecoderBuilder builder = LlamaFamily
			.preNorm(new DecoderBuilder(config).act(config.stringOr("hidden_act", "silu")).rope());
		LlamaFamily.qwenWindow(builder);
		IntPredicate sparse = sparseLayers(config);
		builder.attention(config.booleanOr("qkv_bias", true), false, "self_attn.o_proj")
			.constant("normalise_experts", config.booleanOr("norm_topk_prob", false));
		experts(builder, Names.USUAL, config.requiredInt("moe_intermediate_size"), sparse);
		int shared = config.requiredInt("shared_expert_intermediate_size");
		for (int i = 0; i < builder.layers; i++) {
			if (sparse.test(i)) {
				feedForward(builder, i, "shared_up", "shared_down", "mlp.shared_expert.", Names.USUAL, shared);
				builder.layerWeight(i, Recipe.of("shared_gate", Use.PLAIN,
						Part.of(builder.layerName(i, "mlp.shared_expert_gate.weight"), 1, builder.hidden)));
			}
		}
		return builder.head(false).build();
	}

	static DecoderSpec qwen3(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		DecoderBuilder builder = LlamaFamily
			.preNorm(new DecoderBuilder(config).act(config.stringOr("hidden_act", "silu")).rope());
		LlamaFamily.qwenWindow(builder);
		LlamaFamily.headNorms(builder)
			.attention(bias, bias, "self_attn.o_proj")
			.constant("normalise_experts", config.booleanOr("norm_topk_prob", false));
		return experts(builder, Names.USUAL, config.requiredInt("moe_intermediate_size"), sparseLayers(config))
			.head(false)
			.build();
	}

	static DecoderSpec olmoe(ModelConfig config) {
		if (config.has("clip_qkv")) {
			throw Architectures.unsupported(config, "'clip_qkv'");
		}
		boolean bias = config.booleanOr("attention_bias", false);
		DecoderBuilder builder = LlamaFamily
			.preNorm(new DecoderBuilder(config).act(config.stringOr("hidden_act", "silu")).rope());
		LlamaFamily.wholeNorms(builder)
			.attention(bias, bias, "self_attn.o_proj")
			.constant("normalise_experts", config.booleanOr("norm_topk_prob", false));
		return experts(builder, Names.USUAL, builder.intermediate, (layer) -> true).head(false).build();
	}

	/**
	 * Return which layers have experts; the others are dense.
	 */
	private static IntPredicate sparseLayers(ModelConfig config) {
		Set<Integer> dense = new HashSet<>(config.has("mlp_only_layers") ? config.ints("mlp_only_layers") : Set.of());
		int step = Math.max(1, config.intOr("decoder_sparse_step", 1));
		return (layer) -> !dense.contains(layer) && (layer + 1) % step == 0;
	}

	/**
	 * Add a feed-forward network to every layer: a mixture, or a dense one of the width
	 * that the configuration has for such layers.
	 */
	private static DecoderBuilder experts(DecoderBuilder builder, Names names, int width, IntPredicate sparse) {
		ModelConfig config = builder.config();
		int count = config.has("num_local_experts") ? config.requiredInt("num_local_experts")
				: config.requiredInt("num_experts");
		builder.variant("mlp-experts.py", "route-softmax.py")
			.constant("experts_per_token", Math.min(count, config.requiredInt("num_experts_per_tok")));
		for (int i = 0; i < builder.layers; i++) {
			if (!sparse.test(i)) {
				feedForward(builder, i, "up", "down", names.block() + ".", names, builder.intermediate);
				continue;
			}
			builder.layerWeight(i, Recipe.of("router", Use.PLAIN,
					Part.of(builder.layerName(i, names.block() + ".gate.weight"), count, builder.hidden)));
			for (int expert = 0; expert < count; expert++) {
				feedForward(builder, i, "up." + expert, "down." + expert, names.block() + ".experts." + expert + ".",
						names, width);
			}
		}
		return builder;
	}

	private static void feedForward(DecoderBuilder builder, int layer, String up, String down, String prefix,
			Names names, int width) {
		builder.layerLinear(layer, up, false, builder.hidden, new Rows(prefix + names.gate(), width),
				new Rows(prefix + names.up(), width));
		builder.layerLinear(layer, down, false, width, new Rows(prefix + names.down(), builder.hidden));
	}

	/**
	 * What the parts of a mixture are called in a checkpoint.
	 *
	 * @param block the whole
	 * @param gate the matrix behind the activation
	 * @param up the matrix beside it
	 * @param down the matrix behind both
	 */
	private record Names(String block, String gate, String up, String down) {

		static final Names USUAL = new Names("mlp", "gate_proj", "up_proj", "down_proj");

	}

}
