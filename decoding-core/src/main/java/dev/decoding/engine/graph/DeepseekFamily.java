package dev.decoding.engine.graph;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.DecoderBuilder.Rows;
import dev.decoding.engine.graph.MixtureFamily.Names;
import dev.decoding.engine.graph.Recipe.Part;
import dev.decoding.engine.graph.Recipe.Use;

/**
 * DeepSeek's third generation: latent attention, and many small experts in groups beside
 * one that all tokens share.
 */
final class DeepseekFamily {

	/** What the norms of latents add, whatever {@code rms_norm_eps} says. */
	private static final double LATENT_EPS = 1e-6;

	private DeepseekFamily() {
	}

	static DecoderSpec deepseek3(ModelConfig config) {
		refuseOtherRouters(config);
		int rotated = config.requiredInt("qk_rope_head_dim");
		int latent = config.requiredInt("kv_lora_rank");
		DecoderBuilder builder = LlamaFamily
			.preNorm(new DecoderBuilder(config, 1, rotated + latent).act("hidden_act", "silu").rope(rotated));
		latentAttention(builder, rotated, latent);
		return experts(builder).head(false).build();
	}

	private static void refuseOtherRouters(ModelConfig config) {
		String scores = config.stringOr("scoring_func", "sigmoid");
		if (!scores.equals("sigmoid")) {
			throw Architectures.unsupported(config, "'scoring_func' '%s' (supported: sigmoid)".formatted(scores));
		}
		String method = config.stringOr("topk_method", "noaux_tc");
		if (!method.equals("noaux_tc")) {
			throw Architectures.unsupported(config, "'topk_method' '%s' (supported: noaux_tc)".formatted(method));
		}
		int frequency = config.intOr("moe_layer_freq", 1);
		if (frequency != 1) {
			throw Architectures.unsupported(config, "'moe_layer_freq' %d (supported: 1)".formatted(frequency));
		}
	}

	/**
	 * The checkpoint has what is rotated behind the rest in each head; the script has it
	 * first, in the order of halves.
	 */
	private static void latentAttention(DecoderBuilder builder, int rotated, int latent) {
		ModelConfig config = builder.config();
		boolean bias = config.booleanOr("attention_bias", false);
		boolean neighbours = config.booleanOr("rope_interleave", true);
		int plain = config.requiredInt("qk_nope_head_dim");
		int value = config.requiredInt("v_head_dim");
		int width = rotated + plain;
		int[] queryRows = IntStream.range(0, builder.heads * width)
			.map((row) -> row - row % width + rotatedFirst(row % width, rotated, plain, neighbours))
			.toArray();
		Rows queries = new Rows("self_attn.q_proj", queryRows.length);
		int[] firstRows = queryRows;
		if (config.has("q_lora_rank")) {
			queries = new Rows("self_attn.q_a_proj", config.requiredInt("q_lora_rank"));
			firstRows = IntStream.range(0, queries.count()).toArray();
			builder.layerNorms("q_norm", "self_attn.q_a_layernorm", queries.count())
				.layerLinear("q_up", false, queries.count(), new Rows("self_attn.q_b_proj", queryRows.length))
				.change((recipe) -> recipe.withRows(queryRows), "q_up");
		}
		else if (bias) {
			throw Architectures.unsupported(config, "'attention_bias' but no 'q_lora_rank'");
		}
		int first = firstRows.length;
		int[] joined = IntStream
			.concat(IntStream.of(firstRows),
					IntStream.range(0, rotated + latent)
						.map((row) -> first + rotatedFirst(row, rotated, latent, neighbours)))
			.toArray();
		builder.variant("heads-latent.py")
			.constant("unrotated", plain)
			.constant("latent_eps", LATENT_EPS)
			.constant("scale", scale(config, width))
			.layerLinear("qkv", bias, builder.hidden, queries,
					new Rows("self_attn.kv_a_proj_with_mqa", latent + rotated))
			.change((recipe) -> recipe.withRows(joined), "qkv")
			.layerNorms("kv_norm", "self_attn.kv_a_layernorm", latent)
			.layerLinear("out", bias, builder.heads * value, new Rows("self_attn.o_proj", builder.hidden));
		int[] keysFirst = keysFirst(builder.heads, plain, value);
		for (int i = 0; i < builder.layers; i++) {
			String tensor = builder.layerName(i, "self_attn.kv_b_proj.weight");
			builder.layerWeight(i,
					Recipe.of("kv_up", Use.PLAIN, Part.of(tensor, keysFirst.length, latent)).withRows(keysFirst));
		}
	}

	/**
	 * Return the rows of a matrix that has each head's keys and values together, in the
	 * order all keys, all values.
	 */
	private static int[] keysFirst(int heads, int key, int value) {
		IntStream keys = IntStream.range(0, heads * key).map((row) -> row / key * (key + value) + row % key);
		IntStream values = IntStream.range(0, heads * value)
			.map((row) -> row / value * (key + value) + key + row % value);
		return IntStream.concat(keys, values).toArray();
	}

	/**
	 * Return which of the dimensions, {@code rest} and then {@code rotated}, comes at a
	 * place where those that are rotated come first.
	 */
	private static int rotatedFirst(int place, int rotated, int rest, boolean neighbours) {
		if (place >= rotated) {
			return place - rotated;
		}
		int half = rotated / 2;
		int dimension = (place < half) ? 2 * place : 2 * (place - half) + 1;
		return rest + (neighbours ? dimension : place);
	}

	/**
	 * Scaled rotations make scores larger.
	 */
	private static double scale(ModelConfig config, int width) {
		ModelConfig rope = config.rope();
		double all = rope.doubleOr("mscale_all_dim", 0);
		boolean scaled = all != 0 && !rope.stringOr("rope_type", "default").equals("default");
		double magnitude = scaled ? Rope.magnitude(rope.requiredDouble("factor"), all) : 1;
		return magnitude * magnitude / Math.sqrt(width);
	}

	private static DecoderBuilder experts(DecoderBuilder builder) {
		ModelConfig config = builder.config();
		int count = config.requiredInt("n_routed_experts");
		int width = config.requiredInt("moe_intermediate_size");
		int shared = width * config.intOr("n_shared_experts", 0);
		int firstSparse = config.requiredInt("first_k_dense_replace");
		IntPredicate sparse = (layer) -> layer >= firstSparse;
		MixtureFamily.experts(builder, Names.USUAL, width, sparse)
			.variant("route-grouped.py")
			.constant("normalise_experts", config.booleanOr("norm_topk_prob", true))
			.constant("expert_multiplier", config.requiredDouble("routed_scaling_factor"))
			.constant("expert_groups", config.requiredInt("n_group"))
			.constant("groups_per_token", config.requiredInt("topk_group"))
			.change((recipe) -> recipe.withUse(Use.FLOAT), "router");
		for (int i = 0; i < builder.layers; i++) {
			if (sparse.test(i)) {
				builder.layerWeight(i, Recipe.of("router_bias", Use.FLOAT,
						Part.of(builder.layerName(i, "mlp.gate.e_score_correction_bias"), count)));
				if (shared > 0) {
					MixtureFamily.feedForward(builder, i, ".shared", "mlp.shared_experts.", Names.USUAL, shared);
				}
			}
		}
		return builder;
	}

}
