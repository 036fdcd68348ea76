package dev.decoding.scaling;

import java.util.List;

import dev.decoding.search.GenerationRequest;

/**
 * Chooses among candidates. Of those alike, the one begun first comes first.
 */
@FunctionalInterface
public interface Aggregator {

	/**
	 * Choose.
	 * @param candidates the candidates, in the order in which they were begun, at least
	 * one
	 * @return the same candidates, best first, and the votes
	 */
	Selection select(List<Candidate> candidates);

	/**
	 * Return the request that candidates are to be drawn for, such as one for statistics
	 * that are needed to choose.
	 * @param request what the user wants
	 * @return the request, by default as it is
	 * @see ScalingAlgorithm#prepare(GenerationRequest)
	 */
	default GenerationRequest prepare(GenerationRequest request) {
		return request;
	}

}
