package dev.decoding.scaling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search decided on.
 *
 * @param candidates the candidates, best first, at least one
 * @param votes the votes of each answer, most first; empty if there was no vote
 */
public record Selection(List<Candidate> candidates, Map<String, Double> votes) {

	public Selection {
		if (candidates.isEmpty()) {
			throw new IllegalArgumentException("A selection needs at least one candidate");
		}
		candidates = List.copyOf(candidates);
		votes = new LinkedHashMap<>(votes);
	}

	/**
	 * Decide without a vote.
	 * @param candidates the candidates, best first, at least one
	 * @return the selection
	 */
	public static Selection of(List<Candidate> candidates) {
		return new Selection(candidates, Map.of());
	}

	public Candidate best() {
		return this.candidates.get(0);
	}

}
