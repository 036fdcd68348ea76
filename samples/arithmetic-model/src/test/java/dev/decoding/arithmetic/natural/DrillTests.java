package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Drill}.
 */
class DrillTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void linesAreAllKeptFromTrainingOrNone(boolean heldOut) {
		for (int i = 0; i < 200; i++) {
			assertThat(Drill.draw(heldOut, RandomNumbers.of(1, i)).lines()).hasSizeBetween(6, 14)
				.allMatch((line) -> line.isHeldOut() == heldOut)
				.allMatch((line) -> Math.abs(line.result()) <= 9999);
		}
	}

	@Test
	void eachLineIsAskedAndAnswered() {
		Drill drill = new Drill("Complete:", List.of(Line.of(7, '-', 12), Line.of(84, '/', 4)));
		assertThat(drill.question()).isEqualTo("Complete:\n7 - 12 =\n84 / 4 =");
		assertThat(drill.solution()).isEqualTo("7 - 12 = -5\n84 / 4 = 21");
	}

}
