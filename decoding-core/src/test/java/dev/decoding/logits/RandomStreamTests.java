package dev.decoding.logits;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link RandomStream}.
 */
class RandomStreamTests {

	@Test
	void theSameKeyGivesTheSameNumbers() {
		RandomStream one = RandomStream.of(42, 3, 17);
		RandomStream other = RandomStream.of(42, 3, 17);
		for (int i = 0; i < 100; i++) {
			assertThat(one.nextLong()).isEqualTo(other.nextLong());
		}
	}

	@Test
	void numbersNeverChangeBetweenVersions() {
		RandomStream random = RandomStream.of(42, 0, 0);
		assertThat(random.nextLong()).isEqualTo(0xC16129ECD0DC5B93L);
		assertThat(random.nextLong()).isEqualTo(0x723AD4CBD7C9B07BL);
	}

	@Test
	void seedBranchAndPositionAllCount() {
		Set<Long> first = new HashSet<>();
		for (long seed = 0; seed < 20; seed++) {
			for (long branch = 0; branch < 20; branch++) {
				for (long position = 0; position < 20; position++) {
					first.add(RandomStream.of(seed, branch, position).nextLong());
				}
			}
		}
		assertThat(first).hasSize(8000);
	}

	@Test
	void firstNumbersOfNeighbouringPositionsAreUniform() {
		long seed = System.nanoTime();
		int[] counts = new int[16];
		double sum = 0;
		int draws = 160_000;
		for (int position = 0; position < draws; position++) {
			double number = RandomStream.of(seed, 0, position).nextDouble();
			assertThat(number).isGreaterThanOrEqualTo(0).isLessThan(1);
			counts[(int) (number * counts.length)]++;
			sum += number;
		}
		double expected = (double) draws / counts.length;
		double chiSquare = 0;
		for (int count : counts) {
			chiSquare += (count - expected) * (count - expected) / expected;
		}
		assertThat(sum / draws).as("seed %d", seed).isCloseTo(0.5, within(0.005));
		// 15 degrees of freedom: exceeded once in a million runs.
		assertThat(chiSquare).as("seed %d", seed).isLessThan(56.5);
	}

	@Test
	void numbersOfIndicesAreThoseOfAStreamInAnyOrder() {
		double sum = 0;
		Set<Double> numbers = new HashSet<>();
		for (int index = 9_999; index >= 0; index--) {
			double number = RandomStream.uniform(42, index);
			assertThat(number).isGreaterThan(0).isLessThan(1).isEqualTo(RandomStream.uniform(42, index));
			numbers.add(number);
			sum += number;
		}
		assertThat(numbers).hasSize(10_000);
		assertThat(sum / 10_000).isCloseTo(0.5, within(0.02));
	}

}
