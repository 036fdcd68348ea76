package dev.decoding.logits;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pearson's chi-square test of drawn numbers against their distribution.
 */
public final class ChiSquare {

	private static final int DRAWS = 100_000;

	private static final double SIGNIFICANCE = 0.001;

	/** Cells with less than this are taken together. */
	private static final double LEAST_EXPECTED = 5;

	/** The same for each run, so that a failure is not one of luck; another one by -D. */
	private static final long SEED = Long.getLong("decoding.test.seed", 20261121);

	private ChiSquare() {
	}

	/**
	 * Return the seed of the tests.
	 */
	public static long seed() {
		return SEED;
	}

	/**
	 * Check that numbers are drawn as often as they should be, in 100,000 draws.
	 * @param description what draws them
	 * @param probabilities how likely each number is
	 * @param draw from the index of a draw to the drawn number
	 */
	public static void check(String description, double[] probabilities, IntUnaryOperator draw) {
		check(description, probabilities, DRAWS, draw);
	}

	/**
	 * Check that numbers are drawn as often as they should be.
	 * @param description what draws them
	 * @param probabilities how likely each number is
	 * @param draws how many draws
	 * @param draw from the index of a draw to the drawn number
	 */
	public static void check(String description, double[] probabilities, int draws, IntUnaryOperator draw) {
		int[] counts = new int[probabilities.length];
		for (int i = 0; i < draws; i++) {
			counts[draw.applyAsInt(i)]++;
		}
		List<double[]> cells = new ArrayList<>();
		double[] rare = new double[2];
		for (int i = 0; i < counts.length; i++) {
			double expected = probabilities[i] * draws;
			if (expected == 0) {
				assertThat(counts[i]).as("%s draws %d, which is impossible, seed %d", description, i, SEED).isZero();
			}
			else if (expected < LEAST_EXPECTED) {
				rare[0] += counts[i];
				rare[1] += expected;
			}
			else {
				cells.add(new double[] { counts[i], expected });
			}
		}
		if (rare[1] >= LEAST_EXPECTED) {
			cells.add(rare);
		}
		else {
			// What is expected hardly ever must not happen often.
			assertThat(rare[0]).as("%s, rare numbers, seed %d", description, SEED).isLessThan(30);
		}
		double statistic = 0;
		for (double[] cell : cells) {
			statistic += (cell[0] - cell[1]) * (cell[0] - cell[1]) / cell[1];
		}
		double p = (cells.size() > 1) ? upperGamma((cells.size() - 1) / 2.0, statistic / 2) : 1;
		System.out.printf("%s: seed %d, chi-square %.2f, %d cells, p = %.4f%n", description, SEED, statistic,
				cells.size(), p);
		assertThat(p).as("%s, seed %d, chi-square %s of %d cells", description, SEED, statistic, cells.size())
			.isGreaterThan(SIGNIFICANCE);
	}

	/**
	 * The regularised upper incomplete gamma function.
	 */
	static double upperGamma(double a, double x) {
		if (x <= 0) {
			return 1;
		}
		double factor = Math.exp(a * Math.log(x) - x - logGamma(a));
		if (x < a + 1) {
			double term = 1 / a;
			double sum = term;
			for (int i = 1; i < 1000; i++) {
				term *= x / (a + i);
				sum += term;
			}
			return 1 - sum * factor;
		}
		double fraction = 0;
		for (int i = 1000; i >= 1; i--) {
			fraction = i * (i - a) / (x + 2 * i + 1 - a - fraction);
		}
		return factor / (x + 1 - a - fraction);
	}

	private static double logGamma(double a) {
		double shift = 0;
		double x = a;
		for (; x < 10; x++) {
			shift += Math.log(x);
		}
		double square = 1 / (x * x);
		return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI)
				+ (1.0 / 12 - square * (1.0 / 360 - square / 1260)) / x - shift;
	}

}
