package dev.decoding.logits.llamacpp;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Divides the scores by a temperature that depends on how sure the model is: low where it
 * is sure, high where it is not. Without a range it is a plain temperature.
 * <p>
 * Formula: with <code>H</code> the entropy of <code>n</code> candidates,
 * <code>low = max(0, temperature - range)</code> and
 * <code>high = temperature + range</code>, each score is divided by
 * <code>T = low + (high - low) * (H / log(n))^exponent</code>, in single precision.
 * <p>
 * Edges: at a <code>T</code> of 0 or less only the most likely token is left; with a
 * range, one candidate is left as it is; where a score is NaN or infinite, or no token is
 * left, a range does not count.
 * <p>
 * Example: with a temperature of 1 and a range of 0.5, four tokens with equal scores are
 * divided by 1.5, and four of which one has all the probability by 0.5.
 * <p>
 * Order: behind all truncations, which so cut the model's own distribution.
 * <p>
 * Source: kalomaze, <i>Dynamic Temperature</i>, 2024 (llama.cpp, pull request 4972);
 * llama.cpp's <code>temp_ext</code>.
 *
 * @param temperature the middle of the range; 0 or less for the most likely token
 * @param range how far the temperature goes up and down, at least 0
 * @param exponent how the temperature grows with the entropy, above 0
 */
public record DynamicTemperature(double temperature, double range, double exponent) implements LogitsProcessor {

	public DynamicTemperature {
		Options.checkFinite("temperature", temperature);
		Options.checkNotNegative("range", range);
		Options.checkFinite("exponent", exponent);
	}

	/**
	 * Divide by the same temperature at each position.
	 * @param temperature the temperature; 0 or less for the most likely token
	 */
	public DynamicTemperature(double temperature) {
		this(temperature, 0, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		if ((float) this.range == 0) {
			scale(logits, (float) this.temperature);
		}
		else if (logits.count() > 1) {
			scale(logits, temperature(logits));
		}
	}

	private float temperature(Logits logits) {
		if (logits.count() <= Probabilities.SHORT) {
			logits.sort();
		}
		Probabilities probabilities = Probabilities.withEntropy(logits);
		if (!probabilities.areDefined()) {
			return (float) this.temperature;
		}
		float low = Math.max(0, (float) this.temperature - (float) this.range);
		float high = (float) this.temperature + (float) this.range;
		float highest = -(float) Math.log(1f / logits.count());
		float share = probabilities.entropy() / highest;
		return low + (high - low) * (float) Math.pow(share, (float) this.exponent);
	}

	private static void scale(Logits logits, float temperature) {
		if (temperature <= 0) {
			int highest = logits.highest();
			if (highest >= 0) {
				logits.keep(new int[] { highest }, true);
			}
			return;
		}
		float[] values = logits.values();
		int count = logits.count();
		for (int i = 0; i < count; i++) {
			values[i] /= temperature;
		}
	}

	@Override
	public String name() {
		return "dynamic-temperature";
	}

}
