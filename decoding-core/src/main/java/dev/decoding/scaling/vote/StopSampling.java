package dev.decoding.scaling.vote;

import java.util.List;

import dev.decoding.scaling.Candidate;

/**
 * Says how many answers to draw at once, and when there are enough.
 */
@FunctionalInterface
public interface StopSampling {

	/** Draws all at once. */
	StopSampling NEVER = (candidates, left) -> left;

	/**
	 * Look at what has been drawn so far.
	 * @param candidates the candidates in the order in which they were begun, at first
	 * none
	 * @param left how many more may be drawn, at least 1
	 * @return how many to draw next, which are drawn together; 0 to stop; at most
	 * {@code left} are drawn
	 */
	int next(List<Candidate> candidates, int left);

}
