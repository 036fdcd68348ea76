package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.scaling.Candidate;

/**
 * How many character n-grams two texts share. White space does not count.
 * <p>
 * Formula: <code>(1 + b^2) P R / (b^2 P + R)</code>, where <code>P</code> is the mean
 * over all orders up to <code>n</code> of the share of the hypothesis' n-grams that the
 * reference has too, <code>R</code> that of the reference's n-grams, and <code>b</code>
 * is how much more recall counts.
 * <p>
 * Edges: orders of which a text has no n-gram are left out; texts without any have
 * nothing in common with others, and are the same as each other.
 * <p>
 * Example: of <code>abc</code> and <code>abd</code> with orders up to 2, precision and
 * recall are (2/3 + 1/2) / 2, which is the score.
 * <p>
 * Source: Popović, <i>chrF: character n-gram F-score for automatic MT evaluation</i>,
 * 2015, as sacreBLEU computes it: n = 6, b = 2.
 */
public final class ChrF implements Utility {

	private final int order;

	private final double beta;

	/**
	 * Use the standard: n-grams of up to six characters, recall counts twice as much.
	 */
	public ChrF() {
		this(6, 2);
	}

	/**
	 * Set what counts.
	 * @param order how many characters an n-gram has at most, at least 1
	 * @param beta how many times as much recall counts as precision, above 0
	 */
	public ChrF(int order, double beta) {
		if (order < 1) {
			throw new IllegalArgumentException("'order' is %d but must be at least 1".formatted(order));
		}
		if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException("'beta' is %s but must be above 0".formatted(beta));
		}
		this.order = order;
		this.beta = beta;
	}

	@Override
	public double of(Candidate hypothesis, Candidate reference) {
		return of(hypothesis.path().text(), reference.path().text());
	}

	/**
	 * Compare two texts.
	 * @param hypothesis what could be returned
	 * @param reference what could be right
	 * @return the score, from 0 to 1
	 */
	public double of(String hypothesis, String reference) {
		return score(counts(hypothesis), counts(reference));
	}

	@Override
	public double[] expected(List<Candidate> candidates) {
		List<List<Map<String, Integer>>> counts = candidates.stream()
			.map((candidate) -> counts(candidate.path().text()))
			.toList();
		return counts.stream()
			.mapToDouble((hypothesis) -> counts.stream()
				.mapToDouble((reference) -> score(hypothesis, reference))
				.average()
				.orElse(0))
			.toArray();
	}

	/**
	 * Count the n-grams of each order.
	 */
	private List<Map<String, Integer>> counts(String text) {
		String characters = text.replaceAll("\\s+", "");
		List<Map<String, Integer>> counts = new ArrayList<>();
		for (int n = 1; n <= this.order; n++) {
			Map<String, Integer> ofOrder = new HashMap<>();
			for (int i = 0; i + n <= characters.length(); i++) {
				ofOrder.merge(characters.substring(i, i + n), 1, Integer::sum);
			}
			counts.add(ofOrder);
		}
		return counts;
	}

	private double score(List<Map<String, Integer>> hypothesis, List<Map<String, Integer>> reference) {
		double precision = 0;
		double recall = 0;
		int orders = 0;
		for (int n = 0; n < this.order; n++) {
			double inHypothesis = sum(hypothesis.get(n));
			double inReference = sum(reference.get(n));
			if (inHypothesis > 0 && inReference > 0) {
				double shared = shared(hypothesis.get(n), reference.get(n));
				precision += shared / inHypothesis;
				recall += shared / inReference;
				orders++;
			}
		}
		if (orders == 0) {
			return hypothesis.equals(reference) ? 1 : 0;
		}
		double factor = this.beta * this.beta;
		double denominator = (factor * precision + recall) / orders;
		return (denominator > 0) ? (1 + factor) * precision / orders * recall / orders / denominator : 0;
	}

	private static int sum(Map<String, Integer> counts) {
		return counts.values().stream().mapToInt(Integer::intValue).sum();
	}

	private static int shared(Map<String, Integer> hypothesis, Map<String, Integer> reference) {
		return hypothesis.entrySet()
			.stream()
			.mapToInt((entry) -> Math.min(entry.getValue(), reference.getOrDefault(entry.getKey(), 0)))
			.sum();
	}

}
