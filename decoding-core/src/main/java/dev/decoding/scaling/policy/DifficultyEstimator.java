package dev.decoding.scaling.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.scaling.Candidate;

/**
 * Guesses from a few answers how often a prompt is answered right.
 */
@FunctionalInterface
public interface DifficultyEstimator {

	/**
	 * The mean of what the verifier thinks of the answers.
	 */
	DifficultyEstimator MEAN_SCORE = (
			candidates) -> candidates.stream().mapToDouble(Candidate::score).average().orElse(0);

	/**
	 * The share of the answers that say the same as the most frequent one, which needs no
	 * verifier; texts without an answer agree with none.
	 */
	DifficultyEstimator AGREEMENT = (candidates) -> {
		Map<String, Integer> counts = new HashMap<>();
		for (Candidate candidate : candidates) {
			if (candidate.answer() != null) {
				counts.merge(candidate.answer(), 1, Integer::sum);
			}
		}
		int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
		return candidates.isEmpty() ? 0 : (double) most / candidates.size();
	};

	/**
	 * Guess.
	 * @param candidates some answers to the prompt
	 * @return the rate, from 0 to 1
	 */
	double rate(List<Candidate> candidates);

}
