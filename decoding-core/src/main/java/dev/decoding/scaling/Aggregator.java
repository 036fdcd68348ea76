package dev.decoding.scaling;

import java.util.List;

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

}
