package dev.decoding.logits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link MersenneTwister}.
 */
class MersenneTwisterTests {

	@Test
	void drawsTheNumbersThatTheStandardOfCppDemands() {
		MersenneTwister generator = new MersenneTwister(5489);
		assertThat(generator.nextInt()).isEqualTo((int) 3499211612L);
		generator.skip(9998);
		assertThat(generator.nextInt()).isEqualTo((int) 4123659995L);
	}

	@Test
	void seedIsUnsigned() {
		assertThat(new MersenneTwister(-1).nextInt()).isEqualTo((int) 419326371L);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 622, 623, 624, 625, 1247, 1248, 1249, 5000 })
	void skippingIsDrawing(int count) {
		for (int before : new int[] { 0, 1, 300, 623, 624 }) {
			MersenneTwister skipping = new MersenneTwister(7);
			skipping.skip(before);
			skipping.skip(count);
			MersenneTwister drawing = new MersenneTwister(7);
			for (int i = 0; i < before + count; i++) {
				drawing.nextInt();
			}
			for (int i = 0; i < 1300; i++) {
				assertThat(skipping.nextInt()).isEqualTo(drawing.nextInt());
			}
		}
	}

	@Test
	void copyDrawsTheSameNumbersOnItsOwn() {
		MersenneTwister generator = new MersenneTwister(3);
		generator.skip(600);
		MersenneTwister copy = generator.copy();
		int[] drawn = new int[1000];
		for (int i = 0; i < drawn.length; i++) {
			drawn[i] = generator.nextInt();
		}
		for (int number : drawn) {
			assertThat(copy.nextInt()).isEqualTo(number);
		}
	}

}
