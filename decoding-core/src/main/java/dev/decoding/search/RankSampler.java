package dev.decoding.search;

import java.util.Arrays;

import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Logits;

/**
 * Begins each sequence of a request with another token, the most likely ones in turn, and
 * continues it with the most likely token each time. Where there are not so many tokens,
 * sequences begin with the most likely one.
 *
 * @param rank how many tokens are likelier than the first one, at least 0
 */
public record RankSampler(int rank) implements TokenSampler {

	public RankSampler {
		if (rank < 0) {
			throw new IllegalArgumentException("'rank' is %d but must be at least 0".formatted(rank));
		}
	}

	@Override
	public TokenSampler start(long seed, int branch, int branches) {
		return new RankSampler(branch);
	}

	@Override
	public Choice choose(Logits logits, RandomStream random) {
		int highest = ArgmaxSampler.highest(logits);
		int[] tokens = Arrays.stream(logits.highestCandidates(this.rank + 1))
			.filter((candidate) -> logits.values()[candidate] > Float.NEGATIVE_INFINITY)
			.map(logits::token)
			.toArray();
		int token = (this.rank < tokens.length) ? tokens[this.rank] : highest;
		return new Choice(token, logits.logProbability(token));
	}

	@Override
	public Draw draw(Logits logits, RandomStream random) {
		return new Draw(choose(logits, random), new ArgmaxSampler());
	}

}
