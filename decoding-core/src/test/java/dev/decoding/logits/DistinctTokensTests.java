package dev.decoding.logits;

import java.util.Arrays;
import java.util.Random;

import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DistinctTokens}.
 */
class DistinctTokensTests {

	@Test
	void findsEachTokenOnceInTheOrderOfItsFirstOccurrence() {
		assertThat(DistinctTokens.of(TokenSequence.of(7, 0, 7, 3, 0), 0, 5)).containsExactly(7, 0, 3);
	}

	@Test
	void looksAtTheRangeOnly() {
		assertThat(DistinctTokens.of(TokenSequence.of(7, 0, 7, 3, 0), 1, 3)).containsExactly(0, 7);
		assertThat(DistinctTokens.of(TokenSequence.of(7, 0), 2, 2)).isEmpty();
		assertThat(DistinctTokens.of(TokenSequence.of(7, 0), 5, 2)).isEmpty();
	}

	@Test
	void agreesWithStreams() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 500; round++) {
			int bound = 1 + random.nextInt(151_936);
			int[] tokens = random.ints(1 + random.nextInt(300), 0, bound).toArray();
			assertThat(DistinctTokens.of(TokenSequence.of(tokens), 0, tokens.length)).as("seed %d", seed)
				.containsExactly(Arrays.stream(tokens).distinct().toArray());
		}
	}

}
