package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.decoding.scaling.Aggregator;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;

/**
 * Takes the candidate that would do best on average if one of the others were the right
 * one: a vote for texts that are never quite the same, such as translations.
 * <p>
 * Formula: <code>argmax_h 1/|R| sum_{r in R} u(h, r)</code>, where hypotheses and
 * references are all candidates that ended by themselves.
 * <p>
 * Edges: with {@link Utility#SAME_ANSWER} it is a {@link MajorityVote}. Of those alike
 * the one with the higher score is first, then the one begun first; what did not end by
 * itself comes last.
 * <p>
 * Example: of <code>a b</code>, <code>a b c</code> and <code>d</code>, one of the first
 * two is taken.
 * <p>
 * Cost: the square of the number of candidates in comparisons.
 * <p>
 * Source: Kumar, Byrne, <i>Minimum Bayes-Risk Decoding for Statistical Machine
 * Translation</i>, 2004; Eikema, Aziz, <i>Sampling-Based Approximations to Minimum Bayes
 * Risk Decoding for Neural Machine Translation</i>, 2022.
 */
public final class MinimumBayesRisk implements Aggregator {

	/** The name of the strategy. */
	public static final String NAME = "minimum-bayes-risk";

	private final Utility utility;

	/**
	 * Set what to compare by.
	 * @param utility how good a candidate is if another is right
	 */
	public MinimumBayesRisk(Utility utility) {
		this.utility = utility;
	}

	@Override
	public Selection select(List<Candidate> candidates) {
		double[] scores = Tally.scores(candidates, CandidateScore.VERIFIER);
		List<Candidate> byScore = Tally.sorted(candidates, scores);
		List<Candidate> whole = byScore.stream().filter((candidate) -> candidate.path().isComplete()).toList();
		double[] expected = Arrays.copyOf(this.utility.expected(whole), candidates.size());
		Arrays.fill(expected, whole.size(), expected.length, Double.NEGATIVE_INFINITY);
		return Selection.of(Tally.sorted(new ArrayList<>(byScore), expected));
	}

}
