package dev.decoding.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * How the model's scores are changed before a token is chosen.
 *
 * @param temperature Divisor of the scores; below 1 makes likely tokens likelier, 0
 * always takes the likeliest.
 * @param topK Number of likeliest tokens to choose from.
 * @param topP Probability that the likeliest tokens to choose from must reach together.
 */
public record LogitsProperties(@Nullable Double temperature, @Nullable Integer topK, @Nullable Double topP) {

	public LogitsProperties {
		if (temperature != null && !(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
			throw new InvalidPropertyException("decoding.logits.temperature", temperature, "a number of at least 0");
		}
		InvalidPropertyException.requireAtLeast("decoding.logits.top-k", topK, 1);
		if (topP != null && !(topP > 0 && topP <= 1)) {
			throw new InvalidPropertyException("decoding.logits.top-p", topP, "a number above 0 and at most 1");
		}
	}

}
