package dev.decoding.logits.vllm;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.Temperature;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Divides every score by the temperature, which counts as 0.01 where it is less.
 * <p>
 * Formula: <code>score[i] = score[i] / max(T, 0.01)</code>, in single precision.
 * <p>
 * Edges: 1 changes nothing; below 0.00001 vLLM takes the most likely token instead, so
 * that such a temperature is refused here.
 * <p>
 * Example: with <code>T = 0.002</code> the scores <code>[1, 2, 0]</code> become
 * <code>[100, 200, 0]</code>.
 * <p>
 * Order: behind the penalties, before min-p, top-k and top-p.
 * <p>
 * Source: vLLM's <code>temperature</code>.
 *
 * @param temperature the divisor, from 0.00001 to 2
 */
public record VllmTemperature(double temperature) implements LogitsProcessor {

	/** Below this vLLM chooses greedily. */
	public static final double GREEDY_BELOW = 1e-5;

	private static final double LEAST = 0.01;

	private static final double MOST = 2;

	public VllmTemperature {
		if (!(temperature >= GREEDY_BELOW && temperature <= MOST)) {
			throw new IllegalArgumentException(
					"'temperature' is %s but must be from 0.00001 to 2; for the most likely token use greedy search"
						.formatted(temperature));
		}
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		new Temperature(Math.max(this.temperature, LEAST)).process(sequence, logits);
	}

	@Override
	public String name() {
		return "vllm-temperature";
	}

}
