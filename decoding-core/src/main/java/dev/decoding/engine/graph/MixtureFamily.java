package dev.decoding.engine.graph;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
		DecoderBuilder builder = LlamaFamily
			.preNorm(LlamaFamily.slidingWindow(new DecoderBuilder(config).act("hidden_act", "silu").rope()));
		builder.attention(false, false, "self_attn.o_proj").constant("normalise_experts", true);
		return experts(builder, new Names("block_sparse_moe", "w1", "w3", "w2"), builder.intermediate, (layer) -> true)
			.head(false)
			.build();
	}

	static DecoderSpec qwen2(ModelConfig config) {
		DecoderBuilder builder = LlamaFamily.preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope());
		LlamaFamily.qwenWindow(builder);
		IntPredicate sparse = sparseLayers(config);
		builder.attention(config.booleanOr("qkv_bias", true), false, "self_attn.o_proj")
			.constant("normalise_experts", config.booleanOr("norm_topk_prob", false));
		experts(builder, Names.USUAL, config.requiredInt("moe_intermediate_size"), sparse);
		int shared = config.requiredInt("shared_expert_intermediate_size");
		for (int i = 0; i < builder.layers; i++) {
			if (sparse.test(i)) {
				feedForward(builder, i, ".shared", "mlp.shared_expert.", Names.USUAL, shared);
				builder.layerWeight(i, Recipe.of("shared_gate", Use.PLAIN,
						Part.of(builder.layerName(i, "mlp.shared_expert_gate.weight"), 1, builder.hidden)));
			}
		}
		return builder.head(false).build();
	}

	static DecoderSpec qwen3(ModelConfig config) {
		boolean bias = config.booleanOr("attention_bias", false);
		DecoderBuilder builder = LlamaFamily.preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope());
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
		DecoderBuilder builder = LlamaFamily.preNorm(new DecoderBuilder(config).act("hidden_act", "silu").rope());
		LlamaFamily.wholeNorms(builder)
			.attention(bias, bias, "self_attn.o_proj")
			.constant("normalise_experts", config.booleanOr("norm_topk_prob", false));
		return experts(builder, Names.USUAL, builder.intermediate, (layer) -> true).head(false).build();
	}

	/**
	 * The experts lie in one tensor each for all their matrices, as {@code [in, out]},
	 * with the rows of gate and network in turn.
	 */
	static DecoderSpec gptOss(ModelConfig config) {
		double limit = config.doubleOr("swiglu_limit", 7);
		if (limit != 7) {
			throw Architectures.unsupported(config, "'swiglu_limit' %s (supported: 7)".formatted(limit));
		}
		boolean bias = config.booleanOr("attention_bias", true);
		DecoderBuilder builder = LlamaFamily
			.preNorm(new DecoderBuilder(config).constant("act", "clamped_swish").rope());
		builder.windows(2, 0, 0);
		builder.attention(bias, bias, "self_attn.o_proj").constant("sinks", true);
		int count = config.requiredInt("num_local_experts");
		int hidden = builder.hidden;
		int width = builder.intermediate;
		int[] gateRows = IntStream.range(0, width).map((row) -> 2 * row).toArray();
		int[] upRows = IntStream.range(0, width).map((row) -> 2 * row + 1).toArray();
		builder.variant("mlp-experts.py", "route-topk.py")
			.constant("experts_per_token", config.intOr("num_experts_per_tok", 4));
		for (int i = 0; i < builder.layers; i++) {
			String experts = builder.layerName(i, "mlp.experts.");
			String router = builder.layerName(i, "mlp.router.");
			builder
				.layerWeight(i,
						Recipe.of("sinks", Use.PLAIN, Part.of(builder.layerName(i, "self_attn.sinks"), builder.heads)))
				.layerWeight(i, Recipe.of("router", Use.PLAIN, Part.of(router + "weight", count, hidden)))
				.layerWeight(i, Recipe.of("router_bias", Use.PLAIN, Part.of(router + "bias", count)));
			for (int e = 0; e < count; e++) {
				Part up = Part.slice(experts + "gate_up_proj", e, count, hidden, 2L * width);
				Part upBias = Part.slice(experts + "gate_up_proj_bias", e, count, 2L * width);
				Part down = Part.slice(experts + "down_proj", e, count, width, hidden);
				Part downBias = Part.slice(experts + "down_proj_bias", e, count, hidden);
				builder.layerWeight(i, Recipe.of("gate." + e, Use.LINEAR, up).asTransposed().withRows(gateRows))
					.layerWeight(i, Recipe.of("gate." + e + "_bias", Use.PLAIN, upBias).withRows(gateRows))
					.layerWeight(i, Recipe.of("up." + e, Use.LINEAR, up).asTransposed().withRows(upRows))
					.layerWeight(i, Recipe.of("up." + e + "_bias", Use.PLAIN, upBias).withRows(upRows))
					.layerWeight(i, Recipe.of("down." + e, Use.LINEAR, down).asTransposed())
					.layerWeight(i, Recipe.of("down." + e + "_bias", Use.PLAIN, downBias));
			}
		}
		return builder.head(false).build();
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
	static DecoderBuilder experts(DecoderBuilder builder, Names names, int width, IntPredicate sparse) {
		ModelConfig config = builder.config();
		int count = config.requiredInt(Stream.of("num_local_experts", "n_routed_experts")
			.filter(config::has)
			.findFirst()
			.orElse("num_experts"));
		builder.variant("mlp-experts.py", "route-softmax.py")
			.constant("experts_per_token", Math.min(count, config.requiredInt("num_experts_per_tok")));
		for (int i = 0; i < builder.layers; i++) {
			if (!sparse.test(i)) {
				feedForward(builder, i, "", names.block() + ".", names, builder.intermediate);
				continue;
			}
			builder.layerWeight(i, Recipe.of("router", Use.PLAIN,
					Part.of(builder.layerName(i, names.block() + ".gate.weight"), count, builder.hidden)));
			for (int expert = 0; expert < count; expert++) {
				feedForward(builder, i, "." + expert, names.block() + ".experts." + expert + ".", names, width);
			}
		}
		return builder;
	}

	static void feedForward(DecoderBuilder builder, int layer, String which, String prefix, Names names, int width) {
		builder.layerLinear(layer, "gate" + which, false, builder.hidden, new Rows(prefix + names.gate(), width));
		builder.layerLinear(layer, "up" + which, false, builder.hidden, new Rows(prefix + names.up(), width));
		builder.layerLinear(layer, "down" + which, false, width, new Rows(prefix + names.down(), builder.hidden));
	}

	/**
	 * What the parts of a mixture are called in a checkpoint.
	 *
	 * @param block the whole
	 * @param gate the matrix behind the activation
	 * @param up the matrix beside it
	 * @param down the matrix behind both
	 */
	record Names(String block, String gate, String up, String down) {

		static final Names USUAL = new Names("mlp", "gate_proj", "up_proj", "down_proj");

	}

}
