package dev.decoding.scaling.vote;

import dev.decoding.scaling.Candidate;
import dev.decoding.search.GenerationRequest;

/**
 * What candidates are compared by: what a verifier thinks of them, or how confident the
 * model was. Higher is better.
 */
@FunctionalInterface
public interface CandidateScore {

	/** What a verifier thinks of them, the same for all if there is none. */
	CandidateScore VERIFIER = Candidate::score;

	/**
	 * Look at a candidate.
	 * @param candidate the candidate
	 * @return its score; where it weighs a vote, at least 0
	 */
	double of(Candidate candidate);

	/**
	 * Return the request that candidates are to be drawn for, such as one for statistics
	 * that the score is made of.
	 * @param request what the user wants
	 * @return the request, by default as it is
	 */
	default GenerationRequest prepare(GenerationRequest request) {
		return request;
	}

}
