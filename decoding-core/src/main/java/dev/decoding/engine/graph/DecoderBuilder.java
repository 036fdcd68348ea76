package dev.decoding.engine.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.Recipe.Part;
import dev.decoding.engine.graph.Recipe.Use;

/**
 * Puts a {@link DecoderSpec} together. Begins as a llama, the pattern that most families
 * follow; a family says where it differs.
 */
final class DecoderBuilder {

	private final ModelConfig config;

	final int layers;

	final int hidden;

	final int heads;

	final int keyHeads;

	final int headDim;

	final int intermediate;

	final int vocabulary;

	private int context;

	private final Map<String, Object> constants = new LinkedHashMap<>();

	private final List<String> variants = new ArrayList<>(List.of("heads-plain.py", "mlp-dense.py"));

	private final List<Recipe> model = new ArrayList<>();

	private final List<List<Recipe>> layerRecipes = new ArrayList<>();

	private final List<Rope> ropes = new ArrayList<>();

	private final long[] layerRopes;

	private final long[] layerWindows;

	private Part embedding;

	private String prefix = "model.layers.";

	private double normOffset;

	private Use normUse = Use.PLAIN;

	private boolean normBias;

	DecoderBuilder(ModelConfig config) {
		this(config, config.intOr("num_key_value_heads", config.requiredInt("num_attention_heads")), Keys.USUAL);
	}

	DecoderBuilder(ModelConfig config, int keyHeads, Keys keys) {
		this(config, keyHeads,
				config.intOr("head_dim", config.requiredInt(keys.hidden()) / config.requiredInt(keys.heads())), keys);
	}

	/**
	 * Begin with heads of another width than the configuration says.
	 */
	DecoderBuilder(ModelConfig config, int keyHeads, int headDim) {
		this(config, keyHeads, headDim, Keys.USUAL);
	}

	private DecoderBuilder(ModelConfig config, int keyHeads, int headDim, Keys keys) {
		this.config = config;
		this.layers = config.requiredInt(keys.layers());
		this.hidden = config.requiredInt(keys.hidden());
		this.heads = config.requiredInt(keys.heads());
		this.keyHeads = keyHeads;
		this.headDim = headDim;
		this.intermediate = config.intOr(keys.intermediate(), 4 * this.hidden);
		this.vocabulary = config.requiredInt("vocab_size");
		this.context = config.intOr(keys.context(), 2048);
		this.layerRopes = new long[this.layers];
		this.layerWindows = new long[this.layers];
		this.embedding = Part.of("model.embed_tokens.weight", this.vocabulary, this.hidden);
		IntStream.range(0, this.layers).forEach((layer) -> this.layerRecipes.add(new ArrayList<>()));
		constant("heads", this.heads).constant("kv_heads", this.keyHeads)
			.constant("head_dim", this.headDim)
			.constant("scale", 1 / Math.sqrt(this.headDim))
			.constant("eps", config.doubleOr("rms_norm_eps", 1e-6))
			.constant("layer_norm", false)
			.constant("norm_in_float", false)
			.constant("norm_qk", false)
			.constant("norm_whole_qk", false)
			.constant("gated", true)
			.constant("act", "silu")
			.constant("parallel", false)
			.constant("rotary", this.headDim)
			.constant("window", 0)
			.constant("softcap", 0.)
			.constant("sinks", false)
			.constant("alibi", false)
			.constant("slopes", List.of())
			.constant("embedding_multiplier", 1.)
			.constant("residual_multiplier", 1.)
			.constant("logit_multiplier", 1.)
			.constant("logit_softcap", 0.)
			.constant("infinity", Double.POSITIVE_INFINITY);
	}

	ModelConfig config() {
		return this.config;
	}

	DecoderBuilder constant(String name, Object value) {
		this.constants.put(name, value);
		return this;
	}

	/**
	 * Use the activation that the configuration names.
	 * @param key where it does
	 * @param usual the name where it does not
	 */
	DecoderBuilder act(String key, String usual) {
		String name = this.config.stringOr(key, usual);
		String act = switch (name) {
			case "silu", "swish" -> "silu";
			case "gelu" -> "gelu";
			case "gelu_new", "gelu_fast", "gelu_pytorch_tanh" -> "gelu_tanh";
			case "relu" -> "relu";
			default -> throw Architectures.unsupported(this.config,
					"'%s' '%s' (supported: silu, gelu, gelu_new, gelu_fast, gelu_pytorch_tanh, relu)".formatted(key,
							name));
		};
		return constant("act", act);
	}

	DecoderBuilder variant(String... resources) {
		this.variants
			.removeIf((resource) -> Arrays.stream(resources).anyMatch((other) -> kind(resource).equals(kind(other))));
		this.variants.addAll(List.of(resources));
		return this;
	}

	private static String kind(String resource) {
		return resource.substring(0, resource.indexOf('-'));
	}

	DecoderBuilder layerPrefix(String prefix) {
		this.prefix = prefix;
		return this;
	}

	/**
	 * Use layer norms, with biases, instead of root mean square norms.
	 */
	DecoderBuilder layerNorm(double eps) {
		this.normBias = true;
		return constant("layer_norm", true).constant("eps", eps);
	}

	/**
	 * Use layer norms without biases.
	 */
	DecoderBuilder layerNormWithoutBias(double eps) {
		return constant("layer_norm", true).constant("eps", eps);
	}

	/**
	 * Add one to the weights of norms, and multiply by them before rounding, as gemma
	 * does.
	 */
	DecoderBuilder gemmaNorm() {
		this.normOffset = 1;
		this.normUse = Use.FLOAT;
		return constant("norm_in_float", true);
	}

	/**
	 * Use the rotary embeddings of the configuration, whose scaling lengthens the
	 * context. Dynamic scaling goes on stretching behind the length that its factor is
	 * meant for; the context is twice that.
	 */
	DecoderBuilder rope() {
		return rope(this.headDim);
	}

	/**
	 * Use them for so many dimensions of each head.
	 */
	DecoderBuilder rope(int dimensions) {
		ModelConfig settings = this.config.rope();
		double factor = settings.doubleOr("factor", 1);
		this.context = switch (settings.stringOr("rope_type", "default")) {
			case "linear" -> (int) (this.context * factor);
			case "dynamic" -> (int) (2 * this.context * factor);
			case "yarn" ->
				Math.max(this.context, (int) (settings.doubleOr("original_max_position_embeddings", 0) * factor));
			default -> this.context;
		};
		this.ropes.add(Rope.of(this.config, settings, dimensions));
		return constant("rotary", this.ropes.get(0).dimensions());
	}

	/**
	 * Use them for a part of each head.
	 * @param usual the part where the configuration does not say
	 */
	DecoderBuilder partialRope(double usual) {
		boolean said = this.config.rope().has("partial_rotary_factor");
		return rope(said ? this.headDim : (int) (usual * this.headDim));
	}

	DecoderBuilder rope(ModelConfig... settings) {
		for (ModelConfig setting : settings) {
			this.ropes.add(Rope.of(this.config, setting, this.headDim));
		}
		return constant("rotary", this.ropes.get(0).dimensions());
	}

	DecoderBuilder rope(int dimensions, double theta) {
		this.ropes.add(Rope.of(this.config, this.config.rope(), dimensions, theta));
		return constant("rotary", dimensions);
	}

	/**
	 * Use attention with linear biases instead of rotary embeddings.
	 */
	DecoderBuilder alibi() {
		int power = Integer.highestOneBit(this.heads);
		List<Double> slopes = new ArrayList<>();
		for (int i = 1; i <= power; i++) {
			slopes.add(Math.pow(2, -8.0 * i / power));
		}
		for (int i = 1; slopes.size() < this.heads; i += 2) {
			slopes.add(Math.pow(2, -4.0 * i / power));
		}
		return noRope().constant("alibi", true).constant("slopes", slopes);
	}

	DecoderBuilder noRope() {
		Arrays.fill(this.layerRopes, -1);
		return this;
	}

	DecoderBuilder layerRope(int layer, int rope) {
		this.layerRopes[layer] = rope;
		return this;
	}

	DecoderBuilder window(int layer, int window) {
		this.layerWindows[layer] = window;
		return constant("window", window);
	}

	DecoderBuilder windowEverywhere(int window) {
		IntStream.range(0, this.layers).forEach((layer) -> window(layer, window));
		return this;
	}

	/**
	 * Let some layers attend to a sliding window.
	 * @param pattern where the configuration does not say, every so manieth layer attends
	 * to all
	 * @param slidingRope the rotary embeddings of the layers that do, -1 for none
	 * @param fullRope the rotary embeddings of the others, -1 for none
	 */
	DecoderBuilder windows(int pattern, int slidingRope, int fullRope) {
		int said = this.config.has("layer_types") ? 0
				: this.config.intOr("sliding_window_pattern", this.config.intOr("_sliding_window_pattern", pattern));
		boolean[] sliding = slidingLayers(said);
		for (int i = 0; i < this.layers; i++) {
			layerRope(i, sliding[i] ? slidingRope : fullRope);
			if (sliding[i]) {
				window(i, this.config.intOr("sliding_window", 4096));
			}
		}
		return this;
	}

	/**
	 * Return whether each layer attends to a sliding window, from {@code layer_types}.
	 * @param pattern where there are none, every so manieth layer attends to all; 0 for
	 * all layers
	 */
	boolean[] slidingLayers(int pattern) {
		List<String> types = this.config.has("layer_types") ? this.config.strings("layer_types") : List.of();
		boolean[] sliding = new boolean[this.layers];
		for (int i = 0; types.isEmpty() && pattern > 0 && i < this.layers; i++) {
			sliding[i] = (i + 1) % pattern != 0;
		}
		for (int i = 0; i < Math.min(this.layers, types.size()); i++) {
			sliding[i] = switch (types.get(i)) {
				case "sliding_attention" -> true;
				case "full_attention" -> false;
				default -> throw Architectures.unsupported(this.config, "'layer_types' '" + types.get(i) + "'");
			};
		}
		return sliding;
	}

	DecoderBuilder embedding(String tensor) {
		this.embedding = Part.of(tensor, this.vocabulary, this.hidden);
		return this;
	}

	DecoderBuilder norm(String name, String tensor) {
		return norm(this.model, name, tensor, this.hidden);
	}

	DecoderBuilder layerNorms(String name, String tensor) {
		return layerNorms(name, tensor, this.hidden);
	}

	DecoderBuilder layerNorms(String name, String tensor, int width) {
		for (int i = 0; i < this.layers; i++) {
			norm(this.layerRecipes.get(i), name, this.prefix + i + "." + tensor, width);
		}
		return this;
	}

	private DecoderBuilder norm(List<Recipe> recipes, String name, String tensor, int width) {
		Part weight = Part.of(tensor + ".weight", width);
		boolean centred = Boolean.TRUE.equals(this.constants.get("layer_norm"));
		recipes.add(Recipe.of(name, this.normUse, centred ? new Part[] { weight } : new Part[] { weight, weight })
			.withOffset(this.normOffset));
		if (this.normBias) {
			recipes.add(Recipe.of(name + "_bias", this.normUse, Part.of(tensor + ".bias", width)));
		}
		return this;
	}

	/**
	 * Add a matrix to the model that is not of a layer.
	 */
	DecoderBuilder linear(String name, String tensor, int out, int in, boolean bias) {
		linear(this.model, name, bias, in, List.of(new Rows(tensor, out)));
		return this;
	}

	/**
	 * Add a matrix to every layer.
	 */
	DecoderBuilder layerLinear(String name, boolean bias, int in, Rows... rows) {
		for (int i = 0; i < this.layers; i++) {
			layerLinear(i, name, bias, in, rows);
		}
		return this;
	}

	DecoderBuilder layerLinear(int layer, String name, boolean bias, int in, Rows... rows) {
		List<Rows> named = Arrays.stream(rows)
			.map((part) -> new Rows(this.prefix + layer + "." + part.tensor(), part.count()))
			.toList();
		linear(this.layerRecipes.get(layer), name, bias, in, named);
		return this;
	}

	private static void linear(List<Recipe> recipes, String name, boolean bias, int in, List<Rows> rows) {
		recipes.add(Recipe.of(name, Use.LINEAR,
				rows.stream()
					.map((part) -> Part.of(part.tensor() + ".weight", part.count(), in))
					.toArray(Part[]::new)));
		if (bias) {
			recipes.add(Recipe.of(name + "_bias", Use.PLAIN,
					rows.stream().map((part) -> Part.of(part.tensor() + ".bias", part.count())).toArray(Part[]::new)));
		}
	}

	/**
	 * Add a weight to one layer.
	 */
	DecoderBuilder layerWeight(int layer, Recipe recipe) {
		this.layerRecipes.get(layer).add(recipe);
		return this;
	}

	DecoderBuilder weight(Recipe recipe) {
		this.model.add(recipe);
		return this;
	}

	String layerName(int layer, String tensor) {
		return this.prefix + layer + "." + tensor;
	}

	/**
	 * Change the weights of the layers whose names are given, and their biases.
	 */
	DecoderBuilder change(java.util.function.UnaryOperator<Recipe> change, String... names) {
		List<String> changed = List.of(names);
		this.layerRecipes.forEach((recipes) -> recipes.replaceAll(
				(recipe) -> changed.contains(recipe.name()) || changed.contains(recipe.name().replace("_bias", ""))
						? change.apply(recipe) : recipe));
		return this;
	}

	/**
	 * Add queries, keys and values as separate matrices, and the output.
	 */
	DecoderBuilder attention(boolean qkvBias, boolean outBias, String out) {
		return layerLinear("qkv", qkvBias, this.hidden, new Rows("self_attn.q_proj", this.heads * this.headDim),
				new Rows("self_attn.k_proj", this.keyHeads * this.headDim),
				new Rows("self_attn.v_proj", this.keyHeads * this.headDim))
			.layerLinear("out", outBias, this.heads * this.headDim, new Rows(out, this.hidden));
	}

	/**
	 * Add a feed-forward network with a gate.
	 */
	DecoderBuilder gatedMlp(boolean bias) {
		return layerLinear("gate", bias, this.hidden, new Rows("mlp.gate_proj", this.intermediate))
			.layerLinear("up", bias, this.hidden, new Rows("mlp.up_proj", this.intermediate))
			.layerLinear("down", bias, this.intermediate, new Rows("mlp.down_proj", this.hidden));
	}

	/**
	 * Add a feed-forward network whose gate and inner matrix are one in the checkpoint,
	 * the gate first.
	 */
	DecoderBuilder joinedMlp(String joined) {
		Rows rows = new Rows(joined, 2 * this.intermediate);
		int[] gate = IntStream.range(0, this.intermediate).toArray();
		int[] up = IntStream.range(this.intermediate, 2 * this.intermediate).toArray();
		return layerLinear("gate", false, this.hidden, rows).layerLinear("up", false, this.hidden, rows)
			.change((recipe) -> recipe.withRows(gate), "gate")
			.change((recipe) -> recipe.withRows(up), "up")
			.layerLinear("down", false, this.intermediate, new Rows("mlp.down_proj", this.hidden));
	}

	/**
	 * Add a feed-forward network without a gate.
	 */
	DecoderBuilder plainMlp(String up, String down, boolean bias) {
		return constant("gated", false).layerLinear("up", bias, this.hidden, new Rows(up, this.intermediate))
			.layerLinear("down", bias, this.intermediate, new Rows(down, this.hidden));
	}

	/**
	 * Add the output matrix: its own, or the embedding table again.
	 */
	DecoderBuilder head(String tensor, boolean tied, boolean bias) {
		String matrix = tied ? this.embedding.tensor() : tensor + ".weight";
		this.model.add(Recipe.of("head", Use.LINEAR, Part.of(matrix, this.vocabulary, this.hidden)));
		if (bias) {
			this.model.add(Recipe.of("head_bias", Use.PLAIN, Part.of(tensor + ".bias", this.vocabulary)));
		}
		return this;
	}

	DecoderBuilder head(boolean tiedByDefault) {
		return head("lm_head", this.config.booleanOr("tie_word_embeddings", tiedByDefault), false);
	}

	/**
	 * Rotate neighbouring dimensions together instead of halves: puts the dimensions of
	 * each head in the order of halves. Scores do not change where queries and keys are
	 * permuted alike.
	 */
	DecoderBuilder rotateNeighbours() {
		int rotary = this.ropes.isEmpty() ? 0 : this.ropes.get(0).dimensions();
		int[] rows = headRows().neighboursToHalves(rotary);
		return change((recipe) -> recipe.withRows(rows), "qkv");
	}

	/**
	 * Read a joined matrix that has, for each of some groups of heads, queries, keys and
	 * values together.
	 */
	DecoderBuilder ungroup() {
		int[] rows = headRows().ungroup();
		return change((recipe) -> recipe.withRows(rows), "qkv");
	}

	private HeadRows headRows() {
		return new HeadRows(this.heads, this.keyHeads, this.headDim);
	}

	DecoderSpec build() {
		return new DecoderSpec(this.config.modelType(), this.constants, this.variants, this.hidden,
				new long[] { this.keyHeads, this.headDim }, this.vocabulary, this.context, this.embedding, this.model,
				this.layerRecipes, this.ropes, this.layerRopes, this.layerWindows);
	}

	/**
	 * A matrix of the checkpoint, and how many rows it has.
	 *
	 * @param tensor the name without {@code .weight}
	 * @param count the number of rows
	 */
	record Rows(String tensor, int count) {
	}

}
