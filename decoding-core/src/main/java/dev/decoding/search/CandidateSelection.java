package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.decoding.logits.RandomStream;
import dev.decoding.model.Logits;

/**
 * Which continuations of the beams are looked at.
 */
@FunctionalInterface
interface CandidateSelection {

	/** Looks at those with the highest scores, best first. */
	CandidateSelection HIGHEST = (rows, count, random) -> {
		List<Candidate> candidates = new ArrayList<>();
		for (int row = 0; row < rows.size(); row++) {
			Logits scores = rows.get(row);
			scores.keepHighest(count, false);
			for (int index = 0; index < scores.count(); index++) {
				if (scores.values()[index] > Float.NEGATIVE_INFINITY) {
					candidates.add(new Candidate(row, index));
				}
			}
		}
		candidates.sort(
				Comparator.comparing((Candidate candidate) -> -rows.get(candidate.row()).values()[candidate.index()]));
		return candidates.subList(0, Math.min(count, candidates.size()));
	};

	/**
	 * Select continuations.
	 * @param rows for each beam the scores of the sequences that each token makes of it,
	 * which may be narrowed
	 * @param count how many to select at most
	 * @param random the random numbers of this position
	 * @return the continuations, in the order of their ranks
	 */
	List<Candidate> select(List<Logits> rows, int count, RandomStream random);

	/**
	 * A continuation.
	 *
	 * @param row the row
	 * @param index the index of the candidate in the row
	 */
	record Candidate(int row, int index) {
	}

}
