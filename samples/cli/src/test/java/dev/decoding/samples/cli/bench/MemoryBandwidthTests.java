package dev.decoding.samples.cli.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryBandwidth}.
 */
class MemoryBandwidthTests {

	@Test
	void severalThreadsReadMemory() {
		assertThat(MemoryBandwidth.measure(3, 1 << 20)).isPositive().isFinite();
	}

}
