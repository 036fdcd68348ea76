package dev.decoding.logits.llamacpp;

import dev.decoding.logits.RandomStream;
import dev.decoding.logits.StatefulLogitsProcessor;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Mirostat: keeps the surprise of the chosen tokens at a target, in that it keeps fewer
 * of the most likely tokens after a surprising one and more after a predictable one. The
 * row is narrowed to them, in descending order; one of them is then to be drawn.
 * <p>
 * Formula: from the <code>m</code> most likely tokens, the exponent <code>s</code> of
 * Zipf's law is estimated as <code>sum(t[i] * b[i]) / sum(t[i]^2)</code> with
 * <code>t[i] = log((i + 1) / i)</code> and <code>b[i] = log(p[i] / p[i + 1])</code>. Then
 * <code>k = ((s - 1) * 2^mu / (1 - V^(1 - s)))^(1 / s)</code> tokens are kept, with
 * <code>V</code> the vocabulary's size. After a token of the probability <code>p</code>
 * among them, <code>mu = mu - eta * (-log2(p) - tau)</code>. In single precision.
 * <p>
 * Edges: at least one token is kept, and just one where <code>k</code> is from 2^31, as
 * llama.cpp has it on common machines; <code>mu</code> is <code>2 * tau</code> at first;
 * where a score is NaN or infinite, or no token is left, nothing is changed, for the
 * chain to find.
 * <p>
 * Example: with <code>tau = 3</code> and <code>eta = 0.1</code>, a chosen token of the
 * probability 1/2 has a surprise of 1 bit, and <code>mu</code> rises from 6 to 6.2.
 * <p>
 * Order: last. llama.cpp has only {@link LogitBias} and a temperature before it.
 * <p>
 * Source: Basu, Ramachandran, Keskar, Varshney, <i>Mirostat: A Neural Text Decoding
 * Algorithm that Directly Controls Perplexity</i>, 2021; llama.cpp's
 * <code>mirostat</code>.
 *
 * @param tau the target of the surprise in bits, at least 0
 * @param eta how fast to adapt, at least 0
 * @param m how many tokens to estimate from, at least 2
 * @param mu twice the surprise, in bits, that the most unlikely token may have; a
 * property of the position
 */
public record Mirostat(double tau, double eta, int m, double mu) implements StatefulLogitsProcessor {

	/** How many tokens llama.cpp estimates from. */
	public static final int DEFAULT_M = 100;

	private static final float BEYOND_INT = 0x1.0p31f;

	public Mirostat {
		Options.checkNotNegative("tau", tau);
		Options.checkNotNegative("eta", eta);
		if (m < 2) {
			throw new IllegalArgumentException("'m' is %d but must be at least 2".formatted(m));
		}
	}

	/**
	 * Begin a sequence.
	 * @param tau the target of the surprise in bits, at least 0
	 * @param eta how fast to adapt, at least 0
	 */
	public Mirostat(double tau, double eta) {
		this(tau, eta, DEFAULT_M, 2 * tau);
	}

	@Override
	public Next step(TokenSequence sequence, Logits logits, RandomStream random) {
		Probabilities probabilities = Probabilities.of(logits);
		if (probabilities.areDefined()) {
			logits.keepHighest(k(logits, probabilities), false);
			logits.sort();
		}
		return (choice) -> new Mirostat(this.tau, this.eta, this.m, adapted(this.mu, this.tau, this.eta, choice));
	}

	private int k(Logits logits, Probabilities probabilities) {
		float s = exponent(logits, probabilities);
		float epsilon = s - 1;
		float numerator = epsilon * (float) Math.pow(2, (float) this.mu);
		float denominator = 1 - (float) Math.pow(logits.vocabularySize(), -epsilon);
		float k = (float) Math.pow(numerator / denominator, 1 / s);
		return (k >= 1 && k < BEYOND_INT) ? (int) k : 1;
	}

	private float exponent(Logits logits, Probabilities probabilities) {
		int[] candidates = logits.highestCandidates(this.m);
		float[] values = logits.values();
		float products = 0;
		float squares = 0;
		for (int i = 0; i < Math.min(this.m, candidates.length) - 1; i++) {
			float t = (float) Math.log((float) (i + 2) / (i + 1));
			float b = (float) Math
				.log(probabilities.of(values[candidates[i]]) / probabilities.of(values[candidates[i + 1]]));
			products += t * b;
			squares += t * t;
		}
		return products / squares;
	}

	/**
	 * Return the next position's <code>mu</code>.
	 */
	static float adapted(double mu, double tau, double eta, Choice choice) {
		float surprise = (float) (-choice.logProbability() / Math.log(2));
		return (float) mu - (float) eta * (surprise - (float) tau);
	}

	@Override
	public String name() {
		return "mirostat";
	}

}
