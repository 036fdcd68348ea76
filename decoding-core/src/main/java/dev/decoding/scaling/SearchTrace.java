package dev.decoding.scaling;

import java.util.List;

import dev.decoding.search.PathRollout.Segment;

/**
 * The whole tree of a search: each segment continues the path of its index, or, where it
 * is the first of its index, forks the parent's at its start.
 *
 * @param segments what was made, in order
 * @param judgements what verifiers thought of it, in order
 * @param chosen the indices of the returned paths, best first
 */
public record SearchTrace(List<Segment> segments, List<Judgement> judgements, List<Integer> chosen) {

	public SearchTrace {
		segments = List.copyOf(segments);
		judgements = List.copyOf(judgements);
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

}
