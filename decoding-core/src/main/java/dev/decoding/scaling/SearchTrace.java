package dev.decoding.scaling;

import java.util.List;

import dev.decoding.search.PathRollout.Segment;

/**
 * The whole tree of a search: each segment continues the path of its index, or, where it
 * is the first of its index, forks the parent's at its start.
 *
 * @param segments what was made, in order
 * @param judgements what verifiers thought of it, in order
 * @param visits how often a search that goes by a tree came by its nodes; empty for other
 * searches
 * @param chosen the indices of the returned paths, best first
 */
public record SearchTrace(List<Segment> segments, List<Judgement> judgements, List<Visits> visits,
		List<Integer> chosen) {

	public SearchTrace {
		segments = List.copyOf(segments);
		judgements = List.copyOf(judgements);
		visits = List.copyOf(visits);
		chosen = List.copyOf(chosen);
	}

	/**
	 * What was thought of a path.
	 *
	 * @param path the index of the path
	 * @param tokens how many generated tokens it had
	 * @param score the score
	 */
	public record Judgement(int path, int tokens, double score) {
	}

	/**
	 * How often a search came by a node of its tree.
	 *
	 * @param path the index of the path of the node
	 * @param tokens how many generated tokens it has
	 * @param prior how likely the node was to be chosen among its siblings before any was
	 * visited
	 * @param count how often; what is learnt of siblings alike counts in part
	 * @param value what was found behind the node
	 */
	public record Visits(int path, int tokens, double prior, double count, double value) {
	}

}
