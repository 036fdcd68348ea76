package dev.decoding.logits;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Eta sampling: removes tokens below a probability that is lower where the model is less
 * sure.
 * <p>
 * Formula: with <code>H</code> the entropy of the distribution in nats, token
 * <code>i</code> is removed if
 * <code>p[i] &lt; min(epsilon, sqrt(epsilon) * exp(-H))</code>.
 * <p>
 * Edges: as for {@link EpsilonCutoff}.
 * <p>
 * Example: with <code>epsilon = 0.15</code> tokens of the probabilities
 * <code>[0.1, 0.5, 0.15, 0.25]</code>, of which the entropy is 1.21 and the threshold
 * 0.116, lose the first.
 * <p>
 * Order: behind {@link Temperature} and the other truncations, as Hugging Face has it.
 * <p>
 * Source: Hewitt, Manning, Liang, <i>Truncation Sampling as Language Model
 * Desmoothing</i>, 2022, where 3e-4 to 4e-3 are recommended; Hugging Face's
 * <code>EtaLogitsWarper</code>.
 *
 * @param epsilon the highest that the threshold can be, between 0 and 1, both exclusive
 * @param minTokensToKeep how many of the most likely tokens to keep in any case, with
 * those equal to the last of them, at least 1
 */
public record EtaCutoff(double epsilon, int minTokensToKeep) implements LogitsProcessor {

	public EtaCutoff {
		if (!(epsilon > 0 && epsilon < 1)) {
			throw new IllegalArgumentException("'etaCutoff' is %s but must be above 0 and below 1".formatted(epsilon));
		}
		MinTokensToKeep.check(minTokensToKeep);
	}

	/**
	 * Keep tokens that are likely enough for how sure the model is.
	 * @param epsilon the highest that the threshold can be, between 0 and 1, both
	 * exclusive
	 */
	public EtaCutoff(double epsilon) {
		this(epsilon, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		Distribution distribution = logits.distribution();
		if (distribution.isDefined()) {
			double eta = Math.min(this.epsilon, Math.sqrt(this.epsilon) * Math.exp(-distribution.entropy()));
			EpsilonCutoff.keep(logits, distribution, eta, this.minTokensToKeep);
		}
	}

	@Override
	public String name() {
		return "eta-cutoff";
	}

}
