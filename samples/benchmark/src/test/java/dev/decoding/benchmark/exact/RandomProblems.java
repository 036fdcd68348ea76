package dev.decoding.benchmark.exact;

import java.util.List;
import java.util.stream.Stream;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainProblems;
import dev.decoding.arithmetic.chain.Tier;
import dev.decoding.arithmetic.random.Split;

/**
 * Problems of all tiers.
 */
final class RandomProblems {

	private RandomProblems() {
	}

	static List<ChainProblem> draw(int each) {
		return Stream.of(Tier.values())
			.flatMap((tier) -> new ChainProblems(Split.TEST).draw(tier, each).stream())
			.toList();
	}

}
