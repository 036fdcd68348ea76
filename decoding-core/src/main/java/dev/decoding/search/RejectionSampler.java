package dev.decoding.search;

import dev.decoding.logits.InvalidLogitsException;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * Draws a token from a distribution, given one that was drawn from another: keeps it if
 * it can, and otherwise draws from what the other distribution has too little of. What is
 * drawn in the end is distributed as the scores say, whatever the other distribution is.
 * <p>
 * Formula: with <code>p</code> the distribution of the scores and <code>q</code> that of
 * the guess, a guess <code>x</code> is kept with probability
 * <code>min(1, p(x) / q(x))</code>; else the token is drawn from
 * <code>max(0, p - q)</code>, normalised.
 * <p>
 * Source: Leviathan et al., <i>Fast Inference from Transformers via Speculative
 * Decoding</i>, 2023, algorithm 1.
 *
 * @param guess the token that was drawn
 * @param drafted the processed scores that it was drawn from, which are used up
 * @param next the sampler of the next token
 */
record RejectionSampler(int guess, Logits drafted, TokenSampler next) implements TokenSampler {

	@Override
	public Draw draw(Logits logits, RandomStream random) {
		return new Draw(choose(logits, random), this.next);
	}

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		Distribution p = InvalidLogitsException.requireDistribution(logits);
		Distribution q = this.drafted.distribution();
		float score = logits.get(this.guess);
		if (random.nextDouble() * q.probability(this.drafted.get(this.guess)) < p.probability(score)) {
			return new Choice(this.guess, p.logProbability(score));
		}
		int candidate = residual(logits, p, q, random.nextDouble());
		return new Choice(logits.token(candidate), p.logProbability(logits.values()[candidate]));
	}

	/**
	 * Draw from what is left of {@code p} without {@code q}. If rounding leaves nothing,
	 * they are the same, and {@code p} is drawn from.
	 */
	private int residual(Logits logits, Distribution p, Distribution q, double uniform) {
		float[] left = this.drafted.scores();
		double mass = 0;
		for (int i = 0; i < logits.count(); i++) {
			int token = logits.token(i);
			double excess = p.probability(logits.values()[i]) - q.probability(left[token]);
			left[token] = (float) Math.max(0, excess);
			mass += left[token];
		}
		double target = uniform * mass;
		int last = -1;
		for (int i = 0; i < logits.count() && target >= 0; i++) {
			float weight = left[logits.token(i)];
			if (weight > 0) {
				last = i;
				target -= weight;
			}
		}
		return (last >= 0) ? last : p.quantile(uniform);
	}

}
