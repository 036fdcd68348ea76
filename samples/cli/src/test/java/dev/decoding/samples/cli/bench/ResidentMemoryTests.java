package dev.decoding.samples.cli.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResidentMemory}.
 */
class ResidentMemoryTests {

	@Test
	void linesOfTheKernelAreBytes() {
		assertThat(ResidentMemory.parse("Name:\tjava\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n"))
			.isEqualTo(new ResidentMemory(1024L * 1024, 2048L * 1024));
	}

	@Test
	void whatIsNotThereIsNotKnown() {
		assertThat(ResidentMemory.parse("Name:\tjava\n")).isEqualTo(new ResidentMemory(null, null));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void thisProcessHasMemory() {
		assertThat(ResidentMemory.now().bytes()).isPositive();
		assertThat(ResidentMemory.now().peakBytes()).isPositive();
	}

}
