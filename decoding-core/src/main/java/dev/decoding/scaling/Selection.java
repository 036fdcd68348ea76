package dev.decoding.scaling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search decided on.
 *
 * @param candidates the candidates, best first, at least one
 * @param votes the votes of each answer, most first; empty if there was no vote
 * @param diagnostics what the search measured of itself, by name in camel case, such as
 * how often a chain moved; perhaps empty
 */
public record Selection(List<Candidate> candidates, Map<String, Double> votes, Map<String, Double> diagnostics) {

	public Selection {
		if (candidates.isEmpty()) {
			throw new IllegalArgumentException("A selection needs at least one candidate");
		}
		candidates = List.copyOf(candidates);
		votes = new LinkedHashMap<>(votes);
		diagnostics = new LinkedHashMap<>(diagnostics);
	}

	/**
	 * Create a selection without diagnostics.
	 * @param candidates the candidates, best first, at least one
	 * @param votes the votes of each answer, most first
	 */
	public Selection(List<Candidate> candidates, Map<String, Double> votes) {
		this(candidates, votes, Map.of());
	}

	/**
	 * Decide without a vote.
	 * @param candidates the candidates, best first, at least one
	 * @return the selection
	 */
	public static Selection of(List<Candidate> candidates) {
		return new Selection(candidates, Map.of());
	}

	/**
	 * Return this selection with other diagnostics.
	 * @param diagnostics what the search measured of itself, by name
	 * @return the selection
	 */
	public Selection withDiagnostics(Map<String, Double> diagnostics) {
		return new Selection(this.candidates, this.votes, diagnostics);
	}

	public Candidate best() {
		return this.candidates.get(0);
	}

}
