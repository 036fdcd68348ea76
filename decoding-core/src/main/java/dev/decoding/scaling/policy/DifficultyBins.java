package dev.decoding.scaling.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides prompts by how often they are answered right: the first bin is the easiest.
 * <p>
 * Formula: a rate is in bin <code>1 + count(edges above the rate)</code>; one that equals
 * an edge is in the easier bin.
 * <p>
 * Source: Snell et al., <i>Scaling LLM Test-Time Compute Optimally</i>, 2024, section
 * 3.2, where five bins of equal size are cut at quantiles.
 *
 * @param edges the edges between bins, rates from 0 to 1 in descending order
 */
public record DifficultyBins(List<Double> edges) {

	public DifficultyBins {
		edges = List.copyOf(edges);
		for (int i = 0; i < edges.size(); i++) {
			double edge = edges.get(i);
			if (!(edge >= 0 && edge <= 1) || i > 0 && edge > edges.get(i - 1)) {
				throw new IllegalArgumentException(
						"'edges' is %s but must be rates from 0 to 1 in descending order".formatted(edges));
			}
		}
	}

	/**
	 * Cut prompts into bins of equal size.
	 * @param rates a rate for each prompt, from 0 to 1
	 * @param count how many bins, at least 1 and at most as many as there are prompts
	 * @return the bins
	 */
	public static DifficultyBins ofQuantiles(double[] rates, int count) {
		if (count < 1 || count > rates.length) {
			throw new IllegalArgumentException(
					"'count' is %d but must be from 1 to the number of rates, %d".formatted(count, rates.length));
		}
		double[] sorted = rates.clone();
		Arrays.sort(sorted);
		List<Double> edges = new ArrayList<>();
		for (int bin = 1; bin < count; bin++) {
			edges.add(sorted[rates.length - Math.round((float) bin * rates.length / count)]);
		}
		return new DifficultyBins(edges);
	}

	/**
	 * Return how many bins there are.
	 * @return the number, at least 1
	 */
	public int count() {
		return this.edges.size() + 1;
	}

	/**
	 * Find the bin of a prompt.
	 * @param rate how often it is answered right, from 0 to 1
	 * @return the bin, from 1 for the easiest
	 */
	public int bin(double rate) {
		int bin = 1;
		for (double edge : this.edges) {
			bin += (rate < edge) ? 1 : 0;
		}
		return bin;
	}

}
