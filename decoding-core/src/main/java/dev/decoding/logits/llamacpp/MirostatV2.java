package dev.decoding.logits.llamacpp;

import dev.decoding.logits.RandomStream;
import dev.decoding.logits.StatefulLogitsProcessor;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Mirostat, the second: as {@link Mirostat}, but removes the tokens that would surprise
 * by more than an amount, which adapts. The row is narrowed to what is kept, in
 * descending order; one of them is then to be drawn.
 * <p>
 * Formula: token <code>i</code> is removed if <code>-log2(p[i]) &gt; mu</code>. After a
 * token of the probability <code>p</code> among those that are left,
 * <code>mu = mu - eta * (-log2(p) - tau)</code>. In single precision.
 * <p>
 * Edges: the most likely token is always kept; <code>mu</code> is <code>2 * tau</code> at
 * first; where a score is NaN or infinite, or no token is left, nothing is changed, for
 * the chain to find.
 * <p>
 * Example: with <code>mu = 2</code>, tokens of the probabilities
 * <code>[0.5, 0.3, 0.2]</code> leave the first and the second; the third would surprise
 * by 2.3 bits.
 * <p>
 * Order: last. llama.cpp has only {@link LogitBias} and a temperature before it.
 * <p>
 * Source: Basu, Ramachandran, Keskar, Varshney, <i>Mirostat: A Neural Text Decoding
 * Algorithm that Directly Controls Perplexity</i>, 2021, appendix; llama.cpp's
 * <code>mirostat_v2</code>.
 *
 * @param tau the target of the surprise in bits, at least 0
 * @param eta how fast to adapt, at least 0
 * @param mu the surprise, in bits, that a token may have; a property of the position
 */
public record MirostatV2(double tau, double eta, double mu) implements StatefulLogitsProcessor {

	/** More than the scores are off by for being computed in single precision. */
	private static final float MARGIN = 0.01f;

	public MirostatV2 {
		Options.checkNotNegative("tau", tau);
		Options.checkNotNegative("eta", eta);
	}

	/**
	 * Begin a sequence.
	 * @param tau the target of the surprise in bits, at least 0
	 * @param eta how fast to adapt, at least 0
	 */
	public MirostatV2(double tau, double eta) {
		this(tau, eta, 2 * tau);
	}

	@Override
	public Next step(TokenSequence sequence, Logits logits, RandomStream random) {
		Probabilities probabilities = Probabilities.of(logits);
		if (probabilities.areDefined()) {
			cut(logits, probabilities);
		}
		return (choice) -> new MirostatV2(this.tau, this.eta, Mirostat.adapted(this.mu, this.tau, this.eta, choice));
	}

	private void cut(Logits logits, Probabilities probabilities) {
		float threshold = probabilities.score(Math.pow(2, -this.mu)) - MARGIN;
		int[] candidates = logits.candidatesAtLeast(Math.min(threshold, logits.max()));
		logits.keep(candidates, true);
		int kept = 0;
		while (kept < logits.count() && !(surprise(probabilities.of(logits.values()[kept])) > (float) this.mu)) {
			kept++;
		}
		logits.keepFirst(Math.max(1, kept));
	}

	private static float surprise(float probability) {
		return -(float) (Math.log(probability) / Math.log(2));
	}

	@Override
	public String name() {
		return "mirostat-v2";
	}

}
