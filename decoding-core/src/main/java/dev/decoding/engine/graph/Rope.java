package dev.decoding.engine.graph;

import dev.decoding.engine.checkpoint.ModelConfig;

import org.jspecify.annotations.Nullable;

/**
 * Rotary position embeddings: by which angles the dimensions of queries and keys are
 * rotated at a position.
 * <p>
 * Two kinds of scaling depend on the length of the sequence, in the way of transformers'
 * {@code generate}. With {@code dynamic}, keys stay in the cache as they were rotated, so
 * the length that counts for a token is the one at the time when it is computed: the
 * prompt's for a token of the prompt, its own position for one that was generated. With
 * {@code longrope}, all keys are computed anew when the sequence outgrows the original
 * length.
 */
final class Rope {

	private final int dimensions;

	private final double[] frequencies;

	private final double @Nullable [] longFrequencies;

	private final double factor;

	private final double longFactor;

	private final int originalLength;

	private final double dynamicTheta;

	private final double dynamicScale;

	private Rope(int dimensions, double[] frequencies, double factor, double @Nullable [] longFrequencies,
			double longFactor, int originalLength, double dynamicTheta, double dynamicScale) {
		this.dimensions = dimensions;
		this.frequencies = frequencies;
		this.factor = factor;
		this.longFrequencies = longFrequencies;
		this.longFactor = longFactor;
		this.originalLength = originalLength;
		this.dynamicTheta = dynamicTheta;
		this.dynamicScale = dynamicScale;
	}

	int dimensions() {
		return this.dimensions;
	}

	/**
	 * Return the length that counts for all tokens of a sequence at least.
	 * @param promptLength the length of its prompt
	 * @param length its length
	 * @return the length, 0 if each token's own position is what counts
	 */
	int keyLength(int promptLength, int length) {
		if (this.longFrequencies != null) {
			return (length > this.originalLength) ? this.originalLength + 1 : 0;
		}
		return (this.dynamicScale != 0 && promptLength > this.originalLength) ? promptLength : 0;
	}

	/**
	 * Write the cosines and sines of a token's angles: the cosines twice, the sines
	 * negated and then as they are.
	 * @param position the token's position
	 * @param length the length of the sequence that counts for the token
	 * @param cos where to put the cosines
	 * @param sin where to put the sines
	 * @param offset the index of the first
	 */
	void write(int position, int length, float[] cos, float[] sin, int offset) {
		boolean beyond = length > this.originalLength;
		double[] used = (beyond && this.longFrequencies != null) ? this.longFrequencies : this.frequencies;
		if (beyond && this.dynamicScale != 0) {
			double stretched = this.dynamicScale * length / this.originalLength - (this.dynamicScale - 1);
			used = frequencies(this.dynamicTheta * Math.pow(stretched, this.dimensions / (this.dimensions - 2.0)),
					this.dimensions);
		}
		double scale = (beyond && this.longFrequencies != null) ? this.longFactor : this.factor;
		for (int i = 0; i < used.length; i++) {
			float angle = position * (float) used[i];
			cos[offset + i] = (float) (Math.cos(angle) * scale);
			cos[offset + used.length + i] = cos[offset + i];
			sin[offset + used.length + i] = (float) (Math.sin(angle) * scale);
			sin[offset + i] = -sin[offset + used.length + i];
		}
	}

	private static double[] frequencies(double theta, int dimensions) {
		double[] frequencies = new double[dimensions / 2];
		for (int i = 0; i < frequencies.length; i++) {
			frequencies[i] = 1 / Math.pow(theta, 2.0 * i / dimensions);
		}
		return frequencies;
	}

	/**
	 * Read the settings of a checkpoint.
	 * @param config the settings of the model
	 * @param rope its settings of rotary embeddings
	 * @param headDim the width of a head
	 * @return the embeddings
	 */
	static Rope of(ModelConfig config, ModelConfig rope, int headDim) {
		int dimensions = (int) (headDim * rope.doubleOr("partial_rotary_factor", 1));
		return of(config, rope, dimensions, rope.doubleOr("rope_theta", 10000));
	}

	static Rope of(ModelConfig config, ModelConfig rope, int dimensions, double theta) {
		double[] frequencies = frequencies(theta, dimensions);
		int longest = config.intOr("max_position_embeddings", Integer.MAX_VALUE);
		String type = rope.stringOr("rope_type", "default");
		switch (type) {
			case "default" -> {
				return plain(dimensions, frequencies, 1);
			}
			case "linear" -> {
				double factor = rope.requiredDouble("factor");
				return plain(dimensions, scale(frequencies, factor), 1);
			}
			case "dynamic" -> {
				int original = rope.intOr("original_max_position_embeddings", longest);
				return new Rope(dimensions, frequencies, 1, null, 1, original, theta, rope.requiredDouble("factor"));
			}
			case "llama3" -> {
				return plain(dimensions, llama3(frequencies, rope), 1);
			}
			case "yarn" -> {
				return yarn(frequencies, rope, dimensions, theta, longest);
			}
			case "longrope" -> {
				return longrope(config, rope, frequencies, dimensions, longest);
			}
			default -> throw Architectures.unsupported(config,
					"rope_type '" + type + "' (supported: default, linear, dynamic, llama3, yarn, longrope)");
		}
	}

	private static Rope plain(int dimensions, double[] frequencies, double factor) {
		return new Rope(dimensions, frequencies, factor, null, 1, Integer.MAX_VALUE, 0, 0);
	}

	private static double[] scale(double[] frequencies, double factor) {
		double[] scaled = new double[frequencies.length];
		for (int i = 0; i < scaled.length; i++) {
			scaled[i] = frequencies[i] / factor;
		}
		return scaled;
	}

	private static double[] llama3(double[] frequencies, ModelConfig rope) {
		double factor = rope.requiredDouble("factor");
		double low = rope.requiredDouble("low_freq_factor");
		double high = rope.requiredDouble("high_freq_factor");
		double original = rope.requiredDouble("original_max_position_embeddings");
		double[] scaled = new double[frequencies.length];
		for (int i = 0; i < scaled.length; i++) {
			double wavelength = 2 * Math.PI / frequencies[i];
			double smooth = (original / wavelength - low) / (high - low);
			double clamped = Math.max(0, Math.min(1, smooth));
			scaled[i] = (1 - clamped) * frequencies[i] / factor + clamped * frequencies[i];
		}
		return scaled;
	}

	private static Rope yarn(double[] frequencies, ModelConfig rope, int dimensions, double theta, int longest) {
		double original = rope.doubleOr("original_max_position_embeddings", longest);
		double factor = rope.has("factor") ? rope.requiredDouble("factor") : longest / original;
		double attention;
		if (rope.has("attention_factor")) {
			attention = rope.requiredDouble("attention_factor");
		}
		else if (rope.has("mscale") && rope.has("mscale_all_dim")) {
			attention = magnitude(factor, rope.requiredDouble("mscale"))
					/ magnitude(factor, rope.requiredDouble("mscale_all_dim"));
		}
		else {
			attention = magnitude(factor, 1);
		}
		double low = correction(rope.doubleOr("beta_fast", 32), dimensions, theta, original);
		double high = correction(rope.doubleOr("beta_slow", 1), dimensions, theta, original);
		if (rope.booleanOr("truncate", true)) {
			low = Math.floor(low);
			high = Math.ceil(high);
		}
		low = Math.max(low, 0);
		high = Math.min(high, dimensions - 1);
		double width = (low == high) ? 0.001 : high - low;
		double[] scaled = new double[frequencies.length];
		for (int i = 0; i < scaled.length; i++) {
			double interpolated = Math.max(0, Math.min(1, (i - low) / width));
			scaled[i] = frequencies[i] / factor * interpolated + frequencies[i] * (1 - interpolated);
		}
		return plain(dimensions, scaled, attention);
	}

	static double magnitude(double factor, double scale) {
		return (factor <= 1) ? 1 : 0.1 * scale * Math.log(factor) + 1;
	}

	private static double correction(double rotations, int dimensions, double theta, double original) {
		return dimensions * Math.log(original / (rotations * 2 * Math.PI)) / (2 * Math.log(theta));
	}

	private static Rope longrope(ModelConfig config, ModelConfig rope, double[] frequencies, int dimensions,
			int longest) {
		int original = rope.intOr("original_max_position_embeddings", longest);
		double factor = (original != longest) ? (double) longest / original : rope.doubleOr("factor", 1);
		double attention = rope.has("attention_factor") ? rope.requiredDouble("attention_factor")
				: (factor <= 1) ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
		return new Rope(dimensions, divide(config, rope, frequencies, "short_factor"), attention,
				divide(config, rope, frequencies, "long_factor"), attention, original, 0, 0);
	}

	private static double[] divide(ModelConfig config, ModelConfig rope, double[] frequencies, String key) {
		double[] factors = rope.doubles(key).stream().mapToDouble(Double::doubleValue).toArray();
		if (factors.length != frequencies.length) {
			throw Architectures.unsupported(config,
					"'%s' with %d values where %d are needed".formatted(key, factors.length, frequencies.length));
		}
		double[] divided = new double[frequencies.length];
		for (int i = 0; i < divided.length; i++) {
			divided[i] = frequencies[i] / factors[i];
		}
		return divided;
	}

}
