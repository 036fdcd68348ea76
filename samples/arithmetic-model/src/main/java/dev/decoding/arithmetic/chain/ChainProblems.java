package dev.decoding.arithmetic.chain;

import java.util.List;
import java.util.stream.LongStream;

import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.arithmetic.random.Split;

/**
 * The problems of one split. The same seed and index give the same problem on every JDK.
 */
public final class ChainProblems {

	private final Split split;

	private final long seed;

	/**
	 * Create the problems of a split with the split's own seed.
	 * @param split the split
	 */
	public ChainProblems(Split split) {
		this(split, split.seed());
	}

	/**
	 * Create the problems of a split.
	 * @param split the split
	 * @param seed what they are drawn with
	 */
	public ChainProblems(Split split, long seed) {
		this.split = split;
		this.seed = seed;
	}

	/**
	 * Draw problems of one tier.
	 * @param tier how hard they are
	 * @param count how many
	 * @return the problems
	 */
	public List<ChainProblem> draw(Tier tier, int count) {
		return LongStream.range(0, count)
			.mapToObj((index) -> draw(tier, this.split, RandomNumbers.of(this.seed ^ (tier.ordinal() + 1), index)))
			.toList();
	}

	/**
	 * Draw a problem of a split.
	 * @param tier how hard it is
	 * @param split the split that it belongs to
	 * @param random where numbers come from
	 * @return the problem
	 */
	public static ChainProblem draw(Tier tier, Split split, RandomNumbers random) {
		while (true) {
			ChainProblem problem = tier.draw(random);
			if (split.has(problem.toString())) {
				return problem;
			}
		}
	}

}
