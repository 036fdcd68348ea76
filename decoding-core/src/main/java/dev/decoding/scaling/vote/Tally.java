package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.Selection;

/**
 * A vote on answers. The best candidate of each answer comes first, that with the most
 * votes before all; then the others; then those without an answer, which have no vote. Of
 * answers with as many votes the one with the better candidate is first, and of
 * candidates alike the one begun first.
 */
final class Tally {

	private final List<Candidate> candidates;

	private final double[] scores;

	private final double[] votes;

	private final Map<String, Double> totals = new HashMap<>();

	private Tally(List<Candidate> candidates, double[] scores, double[] votes) {
		this.candidates = candidates;
		this.scores = scores;
		this.votes = votes;
	}

	/**
	 * Count votes.
	 * @param candidates the candidates
	 * @param score what candidates with the same answer are compared by
	 * @param votes the vote of each candidate, which counts only if it has an answer
	 * @return what they decide on
	 */
	static Selection count(List<Candidate> candidates, CandidateScore score, double[] votes) {
		return new Tally(candidates, scores(candidates, score), votes).selection();
	}

	static double[] scores(List<Candidate> candidates, CandidateScore score) {
		return candidates.stream().mapToDouble(score::of).toArray();
	}

	/**
	 * Sort candidates without a vote: those first that ended by themselves, of them the
	 * one with the highest score, of those alike the one begun first.
	 * @param candidates the candidates
	 * @param scores the score of each
	 * @return the candidates, best first
	 */
	static List<Candidate> sorted(List<Candidate> candidates, double[] scores) {
		return IntStream.range(0, candidates.size())
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> !candidates.get(i).path().isComplete())
				.thenComparing((i) -> -scores[i]))
			.map(candidates::get)
			.toList();
	}

	private Selection selection() {
		for (int i = 0; i < this.votes.length; i++) {
			String answer = this.candidates.get(i).answer();
			if (answer != null) {
				this.totals.merge(answer, this.votes[i], Double::sum);
			}
		}
		List<Integer> order = new ArrayList<>(IntStream.range(0, this.votes.length).boxed().toList());
		order.sort(Comparator.comparing((Integer i) -> -total(this.candidates.get(i)))
			.thenComparing((i) -> !this.candidates.get(i).path().isComplete())
			.thenComparing((i) -> -this.scores[i]));
		Set<String> answers = new HashSet<>();
		Map<String, Double> ranking = new LinkedHashMap<>();
		List<Candidate> firsts = new ArrayList<>();
		List<Candidate> others = new ArrayList<>();
		for (int i : order) {
			Candidate candidate = this.candidates.get(i);
			String answer = candidate.answer();
			boolean first = answer != null && answers.add(answer);
			(first ? firsts : others).add(candidate);
			if (answer != null) {
				ranking.put(answer, total(candidate));
			}
		}
		firsts.addAll(others);
		return new Selection(firsts, ranking);
	}

	private double total(Candidate candidate) {
		String answer = candidate.answer();
		return (answer != null) ? this.totals.getOrDefault(answer, 0.0) : Double.NEGATIVE_INFINITY;
	}

}
