package dev.decoding.arithmetic.random;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Split}.
 */
class SplitTests {

	private static final List<String> TEXTS = IntStream.range(0, 10_000).mapToObj((i) -> i + " + 1").toList();

	@Test
	void everyProblemIsInOneSplit() {
		assertThat(TEXTS).allSatisfy(
				(text) -> assertThat(Arrays.stream(Split.values()).filter((split) -> split.has(text))).hasSize(1));
	}

	@Test
	void sharesAreKept() {
		assertThat(TEXTS.stream().filter(Split.TRAINING::has).count()).isBetween(8400L, 8600L);
		assertThat(TEXTS.stream().filter(Split.TEST::has).count()).isBetween(430L, 570L);
	}

	@Test
	void splitsHaveTheSeedsOfTheBenchmark() {
		assertThat(Arrays.stream(Split.values()).map(Split::seed)).containsExactly(1L, 999L, 555L, 123L);
	}

}
