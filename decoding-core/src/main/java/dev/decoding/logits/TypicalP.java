package dev.decoding.logits;

import java.util.Arrays;
import java.util.Objects;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;

/**
 * Locally typical sampling: keeps the tokens whose information is closest to what is
 * expected, and removes both the surprising and the too predictable ones.
 * <p>
 * Formula: with <code>H</code> the entropy of the distribution, the tokens are sorted by
 * <code>d[i] = |-ln(p[i]) - H|</code>, nearest first; as many are kept as are needed for
 * the sum of their probabilities to reach <code>mass</code>, with those equal to the last
 * of them in <code>d</code>.
 * <p>
 * Edges: the most likely token can be removed; at least one token is kept; where a score
 * is NaN or infinite, or no token is left, nothing is changed, for the chain to find.
 * <p>
 * Example: tokens of the probabilities <code>[0.1, 0.5, 0.15, 0.25]</code> have an
 * entropy of 1.21 nats and lie 1.09, 0.51, 0.69 and 0.18 away from it. With
 * <code>mass = 0.2</code> only the fourth is left, with 0.7 the second too.
 * <p>
 * Order: behind {@link Temperature}, {@link TopK}, {@link TopP} and {@link MinP}, as
 * Hugging Face has it.
 * <p>
 * Source: Meister, Pimentel, Wiher, Cotterell, <i>Locally Typical Sampling</i>, 2023;
 * Hugging Face's <code>TypicalLogitsWarper</code>.
 *
 * @param mass the probability to keep, between 0 and 1, both exclusive
 * @param minTokensToKeep how many of the nearest tokens to keep in any case, at least 1
 */
public record TypicalP(double mass, int minTokensToKeep) implements LogitsProcessor {

	/** So few candidates need not be chosen from. */
	private static final int FEW = 1024;

	/** How far from the expected information tokens are looked for, in nats. */
	private static final int[] RANGES = { 3, 6, 12 };

	public TypicalP {
		if (!(mass > 0 && mass < 1)) {
			throw new IllegalArgumentException("'typicalP' is %s but must be above 0 and below 1".formatted(mass));
		}
		MinTokensToKeep.check(minTokensToKeep);
	}

	/**
	 * Keep the typical set of the distribution.
	 * @param mass the probability to keep, between 0 and 1, both exclusive
	 */
	public TypicalP(double mass) {
		this(mass, 1);
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		Distribution distribution = logits.distributionWithEntropy();
		if (!distribution.isDefined()) {
			return;
		}
		float center = (float) (distribution.logNormalizer() - distribution.entropy());
		if (logits.count() > FEW && this.minTokensToKeep == 1) {
			for (int range : RANGES) {
				int[] candidates = logits.atLeast(center - range, logits.count() / 8);
				if (candidates == null) {
					break;
				}
				if (keep(logits, distribution, candidates, center, range)) {
					return;
				}
			}
		}
		int[] all = Objects.requireNonNull(logits.atLeast(Float.NEGATIVE_INFINITY, logits.count()));
		keep(logits, distribution, all, center, Float.POSITIVE_INFINITY);
	}

	@Override
	public String name() {
		return "typical-p";
	}

	/**
	 * Keep the typical ones of some candidates, if all others are farther away than a
	 * range within which there is enough.
	 */
	private boolean keep(Logits logits, Distribution distribution, int[] candidates, float center, float range) {
		long[] keys = new long[candidates.length];
		double[] probabilities = new double[candidates.length];
		int count = 0;
		double sum = 0;
		for (int candidate : candidates) {
			float score = logits.values()[candidate];
			float distance = Math.abs(score - center);
			if (distance <= range) {
				keys[count] = ((long) Float.floatToIntBits(distance) << 32) | candidate;
				probabilities[count] = distribution.probability(score);
				sum += probabilities[count++];
			}
		}
		if (sum < this.mass && range != Float.POSITIVE_INFINITY) {
			return false;
		}
		int kept = Math.max(1, LeadingMass.gather(keys, probabilities, count, this.mass));
		if (kept < this.minTokensToKeep) {
			kept = Math.min(this.minTokensToKeep, count);
			Arrays.sort(keys, 0, count);
		}
		kept = withTies(keys, kept, count);
		int[] typical = new int[kept];
		for (int i = 0; i < kept; i++) {
			typical[i] = (int) keys[i];
		}
		Arrays.sort(typical);
		logits.keep(typical, logits.isSorted());
		return true;
	}

	/**
	 * Move items that are as far away as the last one behind it.
	 */
	private static int withTies(long[] keys, int kept, int count) {
		long farthest = keys[kept - 1] >> 32;
		int end = kept;
		for (int i = kept; i < count; i++) {
			if (keys[i] >> 32 == farthest) {
				long tie = keys[i];
				keys[i] = keys[end];
				keys[end++] = tie;
			}
		}
		return end;
	}

}
