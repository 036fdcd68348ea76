package dev.decoding.model;

/**
 * The softmax of the candidates of a {@link Logits}, in double precision. Valid until the
 * scores change.
 */
public final class Distribution {

	private final float[] values;

	private final int count;

	private final float max;

	/** The mass of each block of {@link Exponentials#BLOCK} candidates. */
	private final double[] blocks;

	private final double mass;

	/** The entropy, or NaN if it is not computed yet. */
	private double entropy = Double.NaN;

	private Distribution(float[] values, int count, float max, double[] blocks, double mass) {
		this.values = values;
		this.count = count;
		this.max = max;
		this.blocks = blocks;
		this.mass = mass;
	}

	static Distribution of(float[] values, int count, float max) {
		double[] blocks = new double[(count + Exponentials.BLOCK - 1) / Exponentials.BLOCK];
		double mass = 0;
		if (Float.isFinite(max)) {
			Exponentials exponentials = (count > Exponentials.BLOCK / 8) ? new Exponentials() : null;
			for (int block = 0; block < blocks.length; block++) {
				int start = block * Exponentials.BLOCK;
				int size = Math.min(Exponentials.BLOCK, count - start);
				blocks[block] = (exponentials != null) ? exponentials.sum(values, start, size, max)
						: sum(values, start, size, max);
				mass += blocks[block];
			}
		}
		return new Distribution(values, count, max, blocks, mass);
	}

	static Distribution withEntropy(float[] values, int count, float max) {
		double[] blocks = new double[(count + Exponentials.BLOCK - 1) / Exponentials.BLOCK];
		double mass = 0;
		double weighted = 0;
		Exponentials exponentials = new Exponentials();
		for (int block = 0; block < blocks.length && Float.isFinite(max); block++) {
			int start = block * Exponentials.BLOCK;
			int size = Math.min(Exponentials.BLOCK, count - start);
			blocks[block] = exponentials.sumAndWeightedSum(values, start, size, max);
			mass += blocks[block];
			weighted += exponentials.weightedSum();
		}
		Distribution distribution = new Distribution(values, count, max, blocks, mass);
		distribution.entropy = Math.max(0, Math.log(mass) - weighted / mass);
		return distribution;
	}

	private static double sum(float[] values, int start, int size, float max) {
		double sum = 0;
		for (int i = start; i < start + size; i++) {
			sum += Math.exp((double) values[i] - max);
		}
		return sum;
	}

	/**
	 * Return whether there is a distribution at all.
	 * @return {@code false} if a score is NaN or positive infinity, or none is above
	 * negative infinity
	 */
	public boolean isDefined() {
		return Float.isFinite(this.max) && this.mass < Double.POSITIVE_INFINITY;
	}

	/**
	 * Return the highest score.
	 * @return the score
	 */
	public float max() {
		return this.max;
	}

	/**
	 * Return what all probabilities have been divided by.
	 * @return the logarithm of the sum of the exponentials of the scores, in nats
	 */
	public double logNormalizer() {
		return this.max + Math.log(this.mass);
	}

	/**
	 * Return the log-probability of a score.
	 * @param score the score
	 * @return the log-probability in nats
	 */
	public double logProbability(float score) {
		return (double) score - this.max - Math.log(this.mass);
	}

	/**
	 * Return the probability of a score.
	 * @param score the score
	 * @return the probability
	 */
	public double probability(float score) {
		return Math.exp((double) score - this.max) / this.mass;
	}

	/**
	 * Return the score that has a probability.
	 * @param probability the probability
	 * @return the score
	 */
	public double score(double probability) {
		return Math.log(probability) + logNormalizer();
	}

	/**
	 * Return the Shannon entropy.
	 * @return the entropy in nats
	 */
	public double entropy() {
		if (Double.isNaN(this.entropy)) {
			this.entropy = withEntropy(this.values, this.count, this.max).entropy;
		}
		return this.entropy;
	}

	/**
	 * Return how likely two draws are the same.
	 * @return the sum of the squares of all probabilities
	 */
	public double collisionProbability() {
		Exponentials exponentials = new Exponentials();
		double squares = 0;
		for (int start = 0; start < this.count; start += Exponentials.BLOCK) {
			squares += exponentials.sumOfSquares(this.values, start, size(start), this.max);
		}
		return squares / this.mass / this.mass;
	}

	/**
	 * Return how far the distribution is from finding all candidates alike, which is high
	 * where there is confidence.
	 * @return the Kullback-Leibler divergence of this distribution from the uniform one
	 * over all candidates with a score above negative infinity, in nats; 0 or more
	 */
	public double divergenceFromUniform() {
		double sum = sum();
		int possible = this.count;
		if (sum == Double.NEGATIVE_INFINITY) {
			sum = 0;
			possible = 0;
			for (int i = 0; i < this.count; i++) {
				if (this.values[i] > Float.NEGATIVE_INFINITY) {
					sum += this.values[i];
					possible++;
				}
			}
		}
		return Math.max(0, logNormalizer() - sum / possible - Math.log(possible));
	}

	/**
	 * Sum up the scores. Several sums at a time do not wait for each other.
	 */
	private double sum() {
		double first = 0;
		double second = 0;
		double third = 0;
		double fourth = 0;
		int i = 0;
		for (; i + 3 < this.count; i += 4) {
			first += this.values[i];
			second += this.values[i + 1];
			third += this.values[i + 2];
			fourth += this.values[i + 3];
		}
		for (; i < this.count; i++) {
			first += this.values[i];
		}
		return first + second + third + fourth;
	}

	private int size(int start) {
		return Math.min(Exponentials.BLOCK, this.count - start);
	}

	/**
	 * Return the candidate at a quantile: the first at which the cumulative probability
	 * exceeds a number.
	 * @param uniform the number, from 0 (inclusive) to 1 (exclusive)
	 * @return the index of the candidate, which has a positive probability
	 */
	public int quantile(double uniform) {
		double target = uniform * this.mass;
		int block = 0;
		while (block < this.blocks.length - 1 && this.blocks[block] <= target) {
			target -= this.blocks[block++];
		}
		int last = -1;
		for (int i = block * Exponentials.BLOCK; i < this.count; i++) {
			double weight = Math.exp((double) this.values[i] - this.max);
			if (weight > 0) {
				last = i;
				target -= weight;
				if (target < 0) {
					return i;
				}
			}
		}
		return (last >= 0) ? last : lastPossible();
	}

	/**
	 * Return how likely the candidates before one are together.
	 * @param candidate the index of the candidate
	 * @return the sum of their probabilities
	 */
	public double cumulative(int candidate) {
		double before = 0;
		int block = 0;
		for (; (block + 1) * Exponentials.BLOCK <= candidate; block++) {
			before += this.blocks[block];
		}
		for (int i = block * Exponentials.BLOCK; i < candidate; i++) {
			before += Math.exp((double) this.values[i] - this.max);
		}
		return before / this.mass;
	}

	private int lastPossible() {
		int last = this.count - 1;
		while (!(Math.exp((double) this.values[last] - this.max) > 0)) {
			last--;
		}
		return last;
	}

}
