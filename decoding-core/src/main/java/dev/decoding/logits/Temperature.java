package dev.decoding.logits;

import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Makes the distribution sharper or flatter by dividing every score by the temperature:
 * below 1 likely tokens become more likely, above 1 the distribution approaches the
 * uniform one. The order of the tokens never changes.
 * <p>
 * Formula: <code>score[i] = score[i] / T</code>, in single precision, so that
 * <code>p[i]</code> becomes proportional to <code>p[i]^(1/T)</code>.
 * <p>
 * Edges: 1 changes nothing; a removed token stays removed; as <code>T</code> approaches 0
 * the choice approaches the most likely token, for which greedy search is the better
 * means, since a tiny temperature can make scores overflow.
 * <p>
 * Example: with <code>T = 0.5</code> the scores <code>[1, 2, 0]</code> become
 * <code>[2, 4, 0]</code>, and the probability of the second token rises from 0.67 to
 * 0.87.
 * <p>
 * Order: before {@link TopK} and {@link TopP}, as Hugging Face and vLLM have it;
 * llama.cpp puts it behind them, which then cut the model's own distribution.
 * <p>
 * Source: Ackley, Hinton, Sejnowski, <i>A Learning Algorithm for Boltzmann Machines</i>,
 * 1985; Hugging Face's <code>TemperatureLogitsWarper</code>.
 *
 * @param temperature the divisor, above 0 and finite (also as a <code>float</code>)
 */
public record Temperature(double temperature) implements LogitsProcessor {

	public Temperature {
		if (!((float) temperature > 0) || Float.isInfinite((float) temperature)) {
			throw new IllegalArgumentException(
					"'temperature' is %s but must be a finite number above 0; for the most likely token use greedy search"
						.formatted(temperature));
		}
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float divisor = (float) this.temperature;
		if (divisor == 1) {
			return;
		}
		float[] values = logits.values();
		int count = logits.count();
		for (int i = 0; i < count; i++) {
			values[i] /= divisor;
		}
	}

	@Override
	public String name() {
		return "temperature";
	}

}
