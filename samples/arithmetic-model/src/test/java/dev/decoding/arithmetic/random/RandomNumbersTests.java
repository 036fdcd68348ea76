package dev.decoding.arithmetic.random;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RandomNumbers}.
 */
class RandomNumbersTests {

	@Test
	void numbersAreTheSameOnEveryJdk() {
		RandomNumbers random = RandomNumbers.of(1, 2);
		assertThat(List.of(random.nextLong(), random.nextLong())).containsExactly(-1833405127366507680L,
				5167718485781182436L);
		assertThat(random.between(0, 99)).isEqualTo(0);
	}

	@Test
	void everyIndexHasItsOwnNumbers() {
		assertThat(LongStream.range(0, 10_000).map((index) -> RandomNumbers.of(7, index).nextLong()).distinct())
			.hasSize(10_000);
	}

	@Test
	void aRangeIncludesBothEnds() {
		RandomNumbers random = RandomNumbers.of(3, 4);
		Integer[] counts = { 0, 0, 0, 0 };
		for (int i = 0; i < 10_000; i++) {
			counts[random.between(-1, 2) + 1]++;
		}
		assertThat(counts).allSatisfy((count) -> assertThat(count).isBetween(2300, 2700));
	}

	@Test
	void chancesAreMet() {
		RandomNumbers random = RandomNumbers.of(5, 6);
		assertThat(LongStream.range(0, 10_000).filter((i) -> random.chance(0.25)).count()).isBetween(2300L, 2700L);
	}

}
