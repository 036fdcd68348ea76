package dev.decoding.scaling.chain;

/**
 * How long chains of answers run. An answer grows block by block; at the end of each, its
 * chain takes some steps, each of which writes the answer so far anew from some place on.
 *
 * @param chains how many chains run in lock step, at least 1
 * @param blocks into how many blocks the longest possible answer is divided, at least 1;
 * at most as many as it has tokens are made
 * @param steps how many steps each chain takes behind each block, at least 1
 * @param burnIn how many of those behind the last block do not count where answers are
 * chosen by all states of a chain, from 0 to less than the steps
 */
public record ChainSchedule(int chains, int blocks, int steps, int burnIn) {

	/** One chain of 16 blocks with 10 steps each, as published. */
	public static final ChainSchedule STANDARD = new ChainSchedule(1, 16, 10, 0);

	public ChainSchedule {
		require("chains", chains);
		require("blocks", blocks);
		require("steps", steps);
		if (burnIn < 0 || burnIn >= steps) {
			throw new IllegalArgumentException(
					"'burnIn' is %d but must be at least 0 and less than 'steps', which is %d".formatted(burnIn,
							steps));
		}
	}

	private static void require(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException("'%s' is %d but must be at least 1".formatted(name, value));
		}
	}

}
