package dev.decoding.mixture;

import java.util.Arrays;

import dev.decoding.model.Distribution;
import dev.decoding.model.Logits;

/**
 * Cuts a row down to the fewest likeliest tokens that have more than some probability
 * together.
 */
final class Nucleus {

	private static final int FEW = 64;

	private Nucleus() {
	}

	static void keep(Logits logits, double probability) {
		Distribution distribution = logits.distribution();
		if (probability == 1 || !distribution.isDefined()) {
			return;
		}
		for (int k = FEW;; k *= 8) {
			int[] highest = logits.highestCandidates(k);
			int kept = 0;
			double sum = 0;
			while (kept < highest.length && sum <= probability) {
				sum += distribution.probability(logits.values()[highest[kept++]]);
			}
			if (sum > probability || highest.length == logits.count()) {
				logits.keep(Arrays.copyOf(highest, kept), true);
				return;
			}
		}
	}

}
