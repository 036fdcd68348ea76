package dev.decoding.logits.llamacpp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Adds a number to the scores of some tokens, which makes them likelier or less likely.
 * <p>
 * Formula: <code>score[token] = score[token] + bias</code>, in single precision.
 * <p>
 * Edges: several biases of one token add up; a bias of negative infinity removes the
 * token; a removed token stays removed; a token that the vocabulary does not have is
 * passed over.
 * <p>
 * Example: with the bias -2 for token 0 the scores <code>[3, 1]</code> become
 * <code>[1, 1]</code>.
 * <p>
 * Order: first, before {@link Penalties}.
 * <p>
 * Source: OpenAI's API; llama.cpp's <code>logit_bias</code>.
 *
 * @param biases the tokens and what to add to their scores
 */
public record LogitBias(List<Bias> biases) implements LogitsProcessor {

	public LogitBias {
		biases = List.copyOf(biases);
	}

	/**
	 * Bias tokens.
	 * @param biases what to add to the score of each token
	 * @return the processor
	 */
	public static LogitBias of(Map<Integer, Double> biases) {
		return new LogitBias(new TreeMap<>(biases).entrySet()
			.stream()
			.map((entry) -> new Bias(entry.getKey(), entry.getValue()))
			.toList());
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		for (Bias bias : this.biases) {
			if (bias.token < logits.vocabularySize()) {
				logits.set(bias.token, logits.get(bias.token) + (float) bias.bias);
			}
		}
	}

	@Override
	public String name() {
		return "logit-bias";
	}

	/**
	 * A token and what to add to its score.
	 *
	 * @param token the token id, at least 0
	 * @param bias the number to add; negative infinity removes the token
	 */
	public record Bias(int token, double bias) {

		public Bias {
			if (token < 0) {
				throw new IllegalArgumentException(
						"'logitBias' has the token id %d but must have ids from 0".formatted(token));
			}
			if (!((float) bias < Float.POSITIVE_INFINITY)) {
				throw new IllegalArgumentException(
						"'logitBias' adds %s to token %d but must add a finite number or negative infinity"
							.formatted(bias, token));
			}
		}

	}

}
