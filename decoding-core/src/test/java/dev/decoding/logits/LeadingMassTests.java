package dev.decoding.logits;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeadingMass}.
 */
class LeadingMassTests {

	@Test
	void agreesWithSorting() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 1000; round++) {
			int count = random.nextInt(400);
			long[] keys = random.longs(count, -1000, 100_000).distinct().toArray();
			double[] masses = new double[keys.length];
			for (int i = 0; i < keys.length; i++) {
				masses[i] = 1 + Math.floorMod(keys[i], 7);
			}
			long[] sorted = keys.clone();
			Arrays.sort(sorted);
			double target = random.nextInt(1 + 4 * count);
			int expected = 0;
			for (double sum = 0; expected < sorted.length && sum < target; expected++) {
				sum += 1 + Math.floorMod(sorted[expected], 7);
			}
			String description = "seed %d, round %d".formatted(seed, round);
			int gathered = LeadingMass.gather(keys, masses, keys.length, target);
			assertThat(gathered).as(description).isEqualTo(expected);
			long[] first = Arrays.copyOf(keys, gathered);
			if (gathered > 0) {
				assertThat(first[gathered - 1]).as(description).isEqualTo(sorted[gathered - 1]);
			}
			Arrays.sort(first);
			assertThat(first).as(description).containsExactly(Arrays.copyOf(sorted, gathered));
			for (int i = 0; i < keys.length; i++) {
				assertThat(masses[i]).as(description).isEqualTo(1 + Math.floorMod(keys[i], 7));
			}
		}
	}

}
