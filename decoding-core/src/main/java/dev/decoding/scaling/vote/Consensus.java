package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;

/**
 * How much of a vote the most popular answer has.
 */
final class Consensus {

	private Consensus() {
	}

	/**
	 * Return the share of the winner.
	 * @param selection what was decided on
	 * @return the share of all votes, 0 without votes
	 */
	static double share(Selection selection) {
		double most = 0;
		double sum = 0;
		for (double votes : selection.votes().values()) {
			most = Math.max(most, votes);
			sum += votes;
		}
		return (sum > 0) ? most / sum : 0;
	}

	/**
	 * Count the candidates of the two most popular answers.
	 * @param candidates the candidates
	 * @return both counts, the greater first; 0 where there is no answer
	 */
	static int[] firstAndSecond(List<Candidate> candidates) {
		int[] counts = candidates.isEmpty() ? new int[0]
				: new MajorityVote().select(candidates).votes().values().stream().mapToInt(Double::intValue).toArray();
		return new int[] { (counts.length > 0) ? counts[0] : 0, (counts.length > 1) ? counts[1] : 0 };
	}

}
