package dev.decoding.scaling.vote;

import java.util.Arrays;
import java.util.List;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;

/**
 * Takes the answer that most candidates have: self-consistency, maj@k.
 * <p>
 * Formula: <code>argmax_a |{i: a_i = a}|</code>.
 * <p>
 * Edges: a candidate without an answer, or that did not end by itself, has no vote. Of
 * answers with as many votes the one with the higher score wins, then the one found
 * first. If no candidate has an answer, the first complete one is taken.
 * <p>
 * Example: of the answers 5, 8, 8 and none, 8 wins with two votes.
 * <p>
 * Cost: none beside the candidates.
 * <p>
 * Source: Wang et al., <i>Self-Consistency Improves Chain of Thought Reasoning in
 * Language Models</i>, 2023.
 */
public final class MajorityVote implements Aggregator {

	/** The name of the strategy. */
	public static final String NAME = "majority";

	@Override
	public Selection select(List<Candidate> candidates) {
		double[] votes = new double[candidates.size()];
		Arrays.fill(votes, 1);
		return Tally.count(candidates, CandidateScore.VERIFIER, votes);
	}

}
